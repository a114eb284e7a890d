package dev.freshet.core.join;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.key.KeyGroups;
import dev.freshet.core.key.KeyHash;
import dev.freshet.core.operator.Output;
import dev.freshet.core.time.Clamped;
import dev.freshet.core.window.LateText;
import java.util.function.LongUnaryOperator;

/**
 * One side's way into a join: encodes the keys of its rows, and refuses what is late or has no room.
 *
 * <p>A row is late by the watermark of its own partition as it stood before the row, so that it does not matter how partitions
 * were interleaved; and by the task's own, which only an idle partition that woke up can be behind.
 */
final class JoinIntake {
    private final JoinState state;
    private final SideLayout layout;
    private final JoinLimits limits;
    private final String name;
    private final LongUnaryOperator lateAt;
    private final KeyEncoder encoder;
    private int keyLength;
    private long keyHash;

    /**
     * @param name of the join, for messages
     * @param lateAt the first watermark at which a row of a time is late
     */
    JoinIntake(JoinState state, SideLayout layout, JoinLimits limits, String name, LongUnaryOperator lateAt) {
        this.state = state;
        this.layout = layout;
        this.limits = limits;
        this.name = name;
        this.lateAt = lateAt;
        this.encoder = new KeyEncoder(layout.keys());
    }

    SideLayout layout() {
        return layout;
    }

    /** Takes the next row: its key is the one that {@link #find} and {@link #key} are about. Whether it is late; then it is dead. */
    boolean refusesLate(Batch batch, int row, Output out) {
        keyLength = encoder.encode(batch, row);
        keyHash = KeyHash.hash(encoder.buffer(), 0, keyLength);
        long watermarkMs = state.watermarkMs(KeyGroups.group(keyHash));
        long[] arrivals = batch.arrivalWatermarks();
        if (arrivals != null) {
            watermarkMs = Math.max(watermarkMs, arrivals[row]);
        }
        long timeMs = batch.eventTime(row);
        if (lateAt.applyAsLong(timeMs) > watermarkMs) {
            return false;
        }
        out.dead(batch, row, Reason.LATE, "late by " + LateText.duration(Clamped.subtract(watermarkMs, timeMs)));
        return true;
    }

    /** Whether there is no room for the row, which is a dead letter then; fails if that is what the limits say. */
    boolean refusesFull(Batch batch, int row, Output out) {
        long rows = state.rows();
        if (rows < limits.maxRows()) {
            return false;
        }
        String full = "the join holds " + rows + " rows, as many as it may";
        if (limits.whenFull() == JoinLimits.WhenFull.FAIL) {
            throw new IllegalStateException(full + " (" + name + ")");
        }
        out.dead(batch, row, Reason.STATE_FULL, full);
        return true;
    }

    /** The slot of the row's key, or -1 if it has none. */
    int find() {
        return state.keys().find(encoder.buffer(), 0, keyLength, keyHash);
    }

    /** The slot of the row's key, which is given one if it has none. */
    int key() {
        return state.keys().slot(encoder.buffer(), 0, keyLength, keyHash);
    }
}
