package dev.freshet.bench.kstreams;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** When a user's view or purchase was, and its value. */
record Moment(long timeMs, double value) {
    static final Serde<Moment> SERDE = Serdes.serdeFrom(
            (topic, moment) -> ByteBuffer.allocate(Long.BYTES + Double.BYTES)
                    .putLong(moment.timeMs)
                    .putDouble(moment.value)
                    .array(),
            (topic, bytes) -> {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                return new Moment(buffer.getLong(), buffer.getDouble());
            });
}
