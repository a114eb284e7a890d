package dev.freshet.bench.kstreams;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Count and sum of a page in a window. */
record Sums(long count, double sum) {
    static final Sums NONE = new Sums(0, 0);
    static final Serde<Sums> SERDE = Serdes.serdeFrom(
            (topic, sums) -> sums == null
                    ? null
                    : ByteBuffer.allocate(16)
                            .putLong(sums.count)
                            .putDouble(sums.sum)
                            .array(),
            (topic, bytes) -> {
                if (bytes == null) {
                    return null;
                }
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                return new Sums(buffer.getLong(), buffer.getDouble());
            });

    Sums plus(double value) {
        return new Sums(count + 1, sum + value);
    }
}
