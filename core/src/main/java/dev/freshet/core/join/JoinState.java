package dev.freshet.core.join;

import dev.freshet.core.key.KeyGroups;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.operator.Held;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.state.KeyTimers;
import dev.freshet.core.state.RowStore;
import dev.freshet.core.state.SideRows;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** What a join keeps: the keys that have rows, the rows of both sides, when to look at a key, and how far event time is. */
final class JoinState {
    private final KeyTable keys = new KeyTable();
    private final SideRows left;
    private final SideRows right;
    private final KeyTimers timers = new KeyTimers();
    private long watermarkMs = Long.MIN_VALUE;
    private boolean restored;
    /** By key group, for state of tasks that were not equally far: the watermark of the task that had it. */
    private final long[] floors = new long[KeyGroups.COUNT];

    private final boolean sharesRight;

    JoinState(RowStore left, RowStore right) {
        this(left, right, false);
    }

    /**
     * @param sharesRight whether every task has all right rows, of which ties are ordered; left rows are in any task then
     */
    JoinState(RowStore left, RowStore right, boolean sharesRight) {
        this.sharesRight = sharesRight;
        this.left = new SideRows(left);
        this.right = new SideRows(right);
        Arrays.fill(floors, Long.MIN_VALUE);
    }

    KeyTable keys() {
        return keys;
    }

    SideRows side(JoinSide side) {
        return side == JoinSide.LEFT ? left : right;
    }

    SideRows left() {
        return left;
    }

    SideRows right() {
        return right;
    }

    boolean sharesRight() {
        return sharesRight;
    }

    KeyTimers timers() {
        return timers;
    }

    long watermarkMs() {
        return watermarkMs;
    }

    /** The watermark that rows of this key group are judged by. */
    long watermarkMs(int keyGroup) {
        return restored ? Math.max(watermarkMs, floors[keyGroup]) : watermarkMs;
    }

    /** Takes a watermark; whether it has risen. */
    boolean rise(long newWatermarkMs) {
        boolean rises = newWatermarkMs > watermarkMs;
        watermarkMs = Math.max(watermarkMs, newWatermarkMs);
        return rises;
    }

    /** Hands on each key that is due; at the end of the input all that are left. */
    void forEachDue(IntConsumer action) {
        for (int key; (key = timers.poll(watermarkMs)) >= 0; ) {
            action.accept(key);
        }
        if (watermarkMs == Long.MAX_VALUE) {
            for (int key = 0; key < keys.slotLimit(); key++) {
                if (keys.holds(key)) {
                    action.accept(key);
                }
            }
        }
    }

    /** Forgets a key that has no rows; whether it had none. */
    boolean forgetIfEmpty(int key) {
        if (left.count(key) > 0 || right.count(key) > 0) {
            return false;
        }
        keys.remove(key);
        timers.disarm(key);
        return true;
    }

    long rows() {
        return (long) left.store().size() + right.store().size();
    }

    Held held() {
        return new Held(rows(), left.sizeBytes() + right.sizeBytes() + keys.sizeBytes() + timers.sizeBytes());
    }

    void snapshot(SnapshotWriter to) {
        JoinCodec.write(this, to);
    }

    /** Takes over rows; hands on each key that came, to be armed. */
    void restore(SnapshotReader from, IntConsumer restoredKey) {
        JoinCodec.read(this, from, (keyGroup, groupWatermarkMs) -> {
            watermarkMs = restored ? Math.min(watermarkMs, groupWatermarkMs) : groupWatermarkMs;
            restored = true;
            if (keyGroup >= 0 && !sharesRight) {
                floors[keyGroup] = groupWatermarkMs;
            }
        });
        for (int key = 0; key < keys.slotLimit(); key++) {
            if (keys.holds(key)) {
                restoredKey.accept(key);
            }
        }
    }
}
