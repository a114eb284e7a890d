package dev.freshet.bench.flink.stream;

import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;

/** Records as they are. */
final class RawSchema extends AbstractDeserializationSchema<byte[]> {
    private static final long serialVersionUID = 1L;

    RawSchema() {
        super(byte[].class);
    }

    @Override
    public byte[] deserialize(byte[] message) {
        return message;
    }
}
