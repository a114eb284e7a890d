package dev.freshet.bench.flink.sql;

import dev.freshet.bench.flink.source.BlockParser;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** A format's parser, which is given one array a record as from Kafka. */
final class RecordParsers<T> implements BlockParser.Factory<T> {
    private static final long serialVersionUID = 1L;

    private final DeserializationSchema<T> schema;

    RecordParsers(DeserializationSchema<T> schema) {
        this.schema = schema;
    }

    @Override
    public BlockParser<T> open() throws Exception {
        schema.open(new InitializationContext() {
            @Override
            public MetricGroup getMetricGroup() {
                return new UnregisteredMetricsGroup();
            }

            @Override
            public UserCodeClassLoader getUserCodeClassLoader() {
                return SimpleUserCodeClassLoader.create(RecordParsers.class.getClassLoader());
            }
        });
        return new RecordParser<>(schema);
    }
}
