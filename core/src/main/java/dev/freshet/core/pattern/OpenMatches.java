package dev.freshet.core.pattern;

import dev.freshet.core.batch.Column;
import dev.freshet.core.key.KeyHash;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.core.state.KeyTimers;
import dev.freshet.core.state.RowStore;
import dev.freshet.core.state.SideRows;
import dev.freshet.core.time.Clamped;
import dev.freshet.core.window.KeyGroupSections;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The keys that have an open search: the rows from its first on, how far it has come, and when event time ends it. How far it has
 * come is not in snapshots, since it follows from the rows.
 */
final class OpenMatches {
    /** Beside the variables that a row fits: that its failing conditions were told. */
    private static final long TOLD = Long.MIN_VALUE;

    private final long withinMs;
    private final KeyTable keys = new KeyTable();
    private final RowStore store;
    private final SideRows rows;
    private final KeyTimers timers = new KeyTimers();
    /** By row of the store. */
    private long[] fits = new long[16];
    /** By key. */
    private @Nullable PatternRun[] runs = new PatternRun[16];

    private long passedMs = Long.MIN_VALUE;
    private long waysBytes;

    OpenMatches(PatternSpec spec) {
        withinMs = spec.withinMs();
        List<Field> fields = new ArrayList<>(spec.valueFields());
        fields.addAll(spec.keptFields());
        store = new RowStore(new Schema(fields), false);
        rows = new SideRows(store);
    }

    KeyTable keys() {
        return keys;
    }

    RowStore store() {
        return store;
    }

    /** The slot of a key; -1 if it has no open search and none may begin. */
    int key(byte[] bytes, int length, long hash, boolean mayBegin) {
        return mayBegin ? keys.slot(bytes, 0, length, hash) : keys.find(bytes, 0, length, hash);
    }

    void add(int key, Column[] values, int row, long timeMs, long fitting) {
        add(key, store.add(values, row, timeMs, 0, -1), fitting);
    }

    private void add(int key, int slot, long fitting) {
        if (slot >= fits.length) {
            fits = Arrays.copyOf(fits, Math.max(slot + 1, 2 * fits.length));
        }
        fits[slot] = fitting;
        rows.insert(key, slot);
    }

    int rows(int key) {
        return rows.count(key);
    }

    /** The slot in the store of a row. */
    int slot(int key, int place) {
        return rows.row(key, place);
    }

    long timeMs(int key, int place) {
        return rows.time(key, place);
    }

    long fits(int key, int place) {
        return fits[rows.row(key, place)];
    }

    /** The time from which on rows are too late for a match that begins at the key's first row. */
    long endMs(int key) {
        return Clamped.add(rows.time(key, 0), withinMs);
    }

    PatternRun run(int key) {
        if (key >= runs.length) {
            runs = Arrays.copyOf(runs, Math.max(key + 1, 2 * runs.length));
        }
        PatternRun run = runs[key];
        if (run == null) {
            run = new PatternRun();
            runs[key] = run;
        }
        return run;
    }

    /** The ways that a run is on. */
    Ways ways(PatternRun run, int width) {
        Ways ways = run.ways;
        if (ways == null) {
            ways = new Ways(width);
            run.ways = ways;
            grew(ways.sizeBytes());
        }
        return ways;
    }

    /** The ways of a search take so much more. */
    void grew(long bytes) {
        waysBytes += bytes;
    }

    /** Whether a condition that fails for a row is to be told; once. */
    boolean tellsFailure(int key, int place) {
        int slot = rows.row(key, place);
        boolean tells = (fits[slot] & TOLD) == 0;
        fits[slot] |= TOLD;
        return tells;
    }

    /** Looks at the key again when event time has passed all that can be in the match. */
    void awaitEnd(int key) {
        timers.arm(key, endMs(key));
    }

    /** Forgets the key's first rows, and begins again at what is then the first. */
    void drop(int key, int count) {
        for (int i = 0; i < count; i++) {
            rows.removeFirst(key);
        }
        reset(run(key));
    }

    private void reset(PatternRun run) {
        if (run.ways != null) {
            waysBytes -= run.ways.sizeBytes();
        }
        run.reset();
    }

    void forget(int key) {
        keys.remove(key);
        timers.disarm(key);
        runs[key] = null;
    }

    /** Up to where, exclusive, event time has passed all rows. */
    long passedMs() {
        return passedMs;
    }

    /** Event time has passed all rows before this; hands on the keys whose searches that ends. */
    void forEachDue(long newPassedMs, IntConsumer action) {
        passedMs = newPassedMs;
        for (int key; (key = timers.poll(newPassedMs)) >= 0; ) {
            action.accept(key);
        }
        if (newPassedMs == Long.MAX_VALUE) {
            for (int key = 0; key < keys.slotLimit(); key++) {
                if (keys.holds(key)) {
                    action.accept(key);
                }
            }
        }
    }

    long size() {
        return store.size();
    }

    long sizeBytes() {
        return rows.sizeBytes()
                + keys.sizeBytes()
                + timers.sizeBytes()
                + 8L * fits.length
                + 48L * keys.size()
                + waysBytes;
    }

    /** Writes an entry for each key: its bytes, the number of its rows, and each with what it fits. */
    void write(KeyGroupSections sections, int kind) {
        for (int key = 0; key < keys.slotLimit(); key++) {
            if (keys.holds(key)) {
                StateOutput to = sections.of(keys.keyGroup(key));
                to.putUnsigned(kind);
                to.putBytes(keys.bytes(), keys.start(key), keys.end(key));
                to.putUnsigned(rows.count(key));
                for (int place = 0; place < rows.count(key); place++) {
                    to.putUnsigned(fits(key, place));
                    store.write(rows.row(key, place), to);
                }
            }
        }
    }

    /** Reads an entry, whose kind has been read. */
    void read(StateInput from) {
        int length = from.skipBytes();
        int at = from.position() - length;
        int key = keys.slot(from.bytes(), at, at + length, KeyHash.hash(from.bytes(), at, at + length));
        for (long left = from.getUnsigned(); left > 0; left--) {
            long fitting = from.getUnsigned();
            add(key, store.read(from), fitting);
        }
        awaitEnd(key);
    }
}
