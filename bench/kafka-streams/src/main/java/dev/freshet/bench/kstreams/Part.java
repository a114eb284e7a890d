package dev.freshet.bench.kstreams;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** What a task has counted of a window for a page or a rule. */
record Part(String key, long count) {
    static final Serde<Part> SERDE = Serdes.serdeFrom(
            (topic, part) -> {
                byte[] key = part.key.getBytes(StandardCharsets.US_ASCII);
                return ByteBuffer.allocate(Long.BYTES + key.length)
                        .putLong(part.count)
                        .put(key)
                        .array();
            },
            (topic, bytes) -> {
                String key = new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.US_ASCII);
                return new Part(key, ByteBuffer.wrap(bytes).getLong());
            });
}
