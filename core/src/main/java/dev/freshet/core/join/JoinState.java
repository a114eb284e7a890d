package dev.freshet.core.join;

import dev.freshet.core.key.KeyGroups;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.operator.Held;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.state.KeyTimers;
import dev.freshet.core.state.RowStore;
import dev.freshet.core.state.SideRows;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/** What a join keeps: the keys that have rows, the rows of all sides, when to look at a key, and how far event time is. */
final class JoinState {
    private final KeyTable keys = new KeyTable();
    private final List<SideRows> sides;
    private final KeyTimers timers = new KeyTimers();
    private long watermarkMs = Long.MIN_VALUE;
    private boolean restored;
    /** By key group, for state of tasks that were not equally far: the watermark of the task that had it. */
    private final long[] floors = new long[KeyGroups.COUNT];

    private final boolean sharesRight;

    /** @param stores of the rows of each side, by the operator's inputs */
    JoinState(List<RowStore> stores) {
        this(stores, false);
    }

    /**
     * @param sharesRight whether every task has all right rows, of which ties are ordered; left rows are in any task then
     */
    JoinState(List<RowStore> stores, boolean sharesRight) {
        this.sides = stores.stream().map(SideRows::new).toList();
        this.sharesRight = sharesRight;
        Arrays.fill(floors, Long.MIN_VALUE);
    }

    /** Keeps the rows where the host wants them. */
    void open(OperatorContext context) {
        for (int side = 0; side < sides.size(); side++) {
            RowStore store = sides.get(side).store();
            context.rowBytes("side" + side).ifPresent(store::spillTo);
        }
    }

    KeyTable keys() {
        return keys;
    }

    List<SideRows> sides() {
        return sides;
    }

    SideRows side(JoinSide side) {
        return sides.get(side.ordinal());
    }

    SideRows left() {
        return sides.get(0);
    }

    SideRows right() {
        return sides.get(1);
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
        for (int side = 0; side < sides.size(); side++) {
            if (sides.get(side).count(key) > 0) {
                return false;
            }
        }
        keys.remove(key);
        timers.disarm(key);
        return true;
    }

    long rows() {
        long rows = 0;
        for (int side = 0; side < sides.size(); side++) {
            rows += sides.get(side).store().size();
        }
        return rows;
    }

    Held held() {
        long bytes = keys.sizeBytes() + timers.sizeBytes();
        for (SideRows side : sides) {
            bytes += side.sizeBytes();
        }
        return new Held(rows(), bytes);
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
