package dev.freshet.bench.flink.source;

import dev.freshet.bench.engine.Run;
import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/** Another's schema, whose opening starts the run's meter. */
final class Started<T> implements DeserializationSchema<T> {
    private static final long serialVersionUID = 1L;

    private final long runId;
    private final DeserializationSchema<T> schema;

    Started(long runId, DeserializationSchema<T> schema) {
        this.runId = runId;
        this.schema = schema;
    }

    @Override
    public void open(InitializationContext context) throws Exception {
        schema.open(context);
        Run.of(runId).meter().start();
    }

    @Override
    public T deserialize(byte[] message) throws IOException {
        return schema.deserialize(message);
    }

    @Override
    public void deserialize(byte[] message, Collector<T> out) throws IOException {
        schema.deserialize(message, out);
    }

    @Override
    public boolean isEndOfStream(T next) {
        return schema.isEndOfStream(next);
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return schema.getProducedType();
    }
}
