package dev.freshet.bench.kstreams;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * What is sent to a page's task of an event.
 *
 * @param source the partition that it was read from
 * @param user empty where the job does not ask for it
 */
record Hit(int source, double value, String user) {
    static final Serde<Hit> SERDE = Serdes.serdeFrom(
            (topic, hit) -> {
                byte[] user = hit.user.getBytes(StandardCharsets.US_ASCII);
                return ByteBuffer.allocate(Integer.BYTES + Double.BYTES + user.length)
                        .putInt(hit.source)
                        .putDouble(hit.value)
                        .put(user)
                        .array();
            },
            (topic, bytes) -> {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                int source = buffer.getInt();
                double value = buffer.getDouble();
                int from = buffer.position();
                return new Hit(source, value, new String(bytes, from, bytes.length - from, StandardCharsets.US_ASCII));
            });
}
