package dev.freshet.testkit.operator;

import dev.freshet.core.batch.Batch;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What one task, or one partition of a source, sends to one task, in order; and how far event time is by it. */
final class KitChannel {
    /** Rows, or a watermark where there are none. */
    record Message(@Nullable Batch rows, long watermarkMs) {}

    final KitTask to;
    final int input;
    private final Deque<Message> messages = new ArrayDeque<>();
    private long watermarkMs;

    KitChannel(KitTask to, int input, long watermarkMs) {
        this.to = to;
        this.input = input;
        this.watermarkMs = watermarkMs;
        to.channels.add(this);
    }

    void rows(Batch batch) {
        messages.add(new Message(batch, 0));
    }

    void watermark(long ms) {
        messages.add(new Message(null, ms));
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    Message poll() {
        return messages.remove();
    }

    /** Takes a watermark that has arrived. */
    void reached(long ms) {
        watermarkMs = Math.max(watermarkMs, ms);
    }

    long watermarkMs() {
        return watermarkMs;
    }
}
