package dev.freshet.bench.flink.sql;

import dev.freshet.bench.flink.source.BlockParser;
import dev.freshet.bench.job.Block;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.util.Collector;

final class RecordParser<T> implements BlockParser<T> {
    private final DeserializationSchema<T> schema;

    RecordParser(DeserializationSchema<T> schema) {
        this.schema = schema;
    }

    @Override
    public void parse(Block records, Consumer<T> into) throws IOException {
        Collector<T> collector = new Collector<>() {
            @Override
            public void collect(T row) {
                into.accept(row);
            }

            @Override
            public void close() {}
        };
        for (int i = 0; i < records.count(); i++) {
            schema.deserialize(Arrays.copyOfRange(records.data(), records.from(i), records.to(i)), collector);
        }
    }
}
