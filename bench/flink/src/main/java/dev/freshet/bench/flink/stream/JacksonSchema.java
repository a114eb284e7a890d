package dev.freshet.bench.flink.stream;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** {@link JacksonEvents} for Flink's Kafka source. */
final class JacksonSchema implements DeserializationSchema<Event> {
    private static final long serialVersionUID = 1L;

    private final Fields fields;
    private transient @Nullable JacksonEvents parser;

    JacksonSchema(Fields fields) {
        this.fields = fields;
    }

    @Override
    public void open(InitializationContext context) {
        parser = new JacksonEvents(fields);
    }

    @Override
    public Event deserialize(byte[] message) {
        throw new UnsupportedOperationException("not every record is an event that the job keeps");
    }

    @Override
    public void deserialize(byte[] message, Collector<Event> out) throws IOException {
        JacksonEvents open = Objects.requireNonNull(parser);
        if (open.parse(message, 0, message.length)) {
            out.collect(open.event());
        }
    }

    @Override
    public boolean isEndOfStream(Event next) {
        return false;
    }

    @Override
    public TypeInformation<Event> getProducedType() {
        return fields.type();
    }
}
