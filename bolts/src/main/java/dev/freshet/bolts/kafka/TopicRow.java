package dev.freshet.bolts.kafka;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import org.jspecify.annotations.Nullable;

/**
 * A record of a topic.
 *
 * @param key null for none
 * @param value JSON
 */
public record TopicRow(byte @Nullable [] key, byte[] value) {
    /** As it is held back. */
    public byte[] toBytes() {
        StateOutput out = new StateOutput();
        out.putUnsigned(key == null ? 0 : 1);
        if (key != null) {
            out.putBytes(key, 0, key.length);
        }
        out.putBytes(value, 0, value.length);
        return out.take();
    }

    /** What {@link #toBytes} made. */
    static TopicRow of(byte[] bytes) {
        StateInput in = new StateInput(bytes, 0, bytes.length);
        byte[] key = in.getUnsigned() == 0 ? null : in.getBytes();
        return new TopicRow(key, in.getBytes());
    }
}
