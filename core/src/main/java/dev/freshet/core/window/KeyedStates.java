package dev.freshet.core.window;

import dev.freshet.core.aggregate.Aggregate;
import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.Aggregates;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Column;
import dev.freshet.core.expr.RowErrors;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.key.KeyTable;
import java.util.Arrays;
import java.util.List;

/**
 * The states of all keys in one stretch of time: a table of keys, and for each aggregate a state for each of its slots;
 * also when each key's state last changed, by the caller's count.
 */
final class KeyedStates {
    private final KeyTable keys;
    private final Aggregate[] aggregates;
    private long[] changedAt;
    private long lastChange = Long.MIN_VALUE;

    KeyedStates(List<AggregateCall> calls) {
        this(calls, new KeyTable(), 16);
    }

    private KeyedStates(List<AggregateCall> calls, KeyTable keys, int slots) {
        this.keys = keys;
        aggregates = calls.stream().map(Aggregates::create).toArray(Aggregate[]::new);
        changedAt = new long[slots];
    }

    /** All states of others combined, in arrays that fit: for what is kept for long and seldom grows. */
    static KeyedStates fitted(List<AggregateCall> calls, List<KeyedStates> sources) {
        int slots = 0;
        long bytes = 0;
        for (int i = 0; i < sources.size(); i++) {
            KeyTable keys = sources.get(i).keys;
            for (int slot = 0; slot < keys.slotLimit(); slot++) {
                if (keys.holds(slot) && !anyHolds(sources.subList(0, i), keys, slot)) {
                    slots++;
                    bytes += keys.end(slot) - keys.start(slot);
                }
            }
        }
        KeyedStates fitted =
                new KeyedStates(calls, new KeyTable(slots, (int) Math.min(bytes, Integer.MAX_VALUE - 8)), slots);
        for (Aggregate aggregate : fitted.aggregates) {
            aggregate.ensureSlots(slots);
        }
        sources.forEach(fitted::mergeAll);
        for (Aggregate aggregate : fitted.aggregates) {
            aggregate.fit();
        }
        return fitted;
    }

    private static boolean anyHolds(List<KeyedStates> sources, KeyTable keys, int slot) {
        for (KeyedStates source : sources) {
            if (source.keys.find(keys.bytes(), keys.start(slot), keys.end(slot), keys.hash(slot)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether much of the arrays is for keys that did not come. */
    boolean isLoose() {
        return keys.room() > 64 && keys.room() > keys.slotLimit() / 8;
    }

    KeyTable keys() {
        return keys;
    }

    Aggregate aggregate(int index) {
        return aggregates[index];
    }

    /** All aggregates, in the order of their calls. Read only. */
    Aggregate[] aggregates() {
        return aggregates;
    }

    /** When the slot's state last changed. */
    long changedAt(int slot) {
        return changedAt[slot];
    }

    /** When any state last changed. */
    long lastChange() {
        return lastChange;
    }

    /**
     * Lifts raw rows into their keys' states.
     *
     * @param arguments for each aggregate, the columns of its inputs
     * @param failed as {@link Aggregate} tells it; other aggregates' states have such a row
     */
    void accumulate(Batch batch, KeyEncoder encoder, Column[][] arguments, int[] slots, RowErrors failed) {
        encoder.slots(batch, keys, slots);
        makeRoom();
        for (int i = 0; i < aggregates.length; i++) {
            aggregates[i].accumulate(batch, arguments[i], slots, failed);
        }
    }

    /**
     * Combines rows of partial states into their keys' states.
     *
     * @param firstColumns where each aggregate's columns begin
     * @param now the caller's count of changes, from here on these keys'
     */
    void mergeRows(Batch partials, KeyEncoder encoder, int[] firstColumns, int[] slots, long now) {
        encoder.slots(partials, keys, slots);
        makeRoom();
        for (int i = 0; i < aggregates.length; i++) {
            aggregates[i].mergePartials(partials, firstColumns[i], slots);
        }
        for (int i = 0; i < partials.size(); i++) {
            touch(slots[i], now);
        }
    }

    /** Combines rows of partial states whose slots are known already. */
    void mergeSlots(Batch partials, int[] widths, int[] slots) {
        makeRoom();
        int column = 0;
        for (int i = 0; i < aggregates.length; i++) {
            aggregates[i].mergePartials(partials, column, slots);
            column += widths[i];
        }
    }

    /** Combines all states of others into these. */
    void mergeAll(KeyedStates source) {
        KeyTable theirs = source.keys;
        for (int from = 0; from < theirs.slotLimit(); from++) {
            if (!theirs.holds(from)) {
                continue;
            }
            int into = keys.slot(theirs.bytes(), theirs.start(from), theirs.end(from), theirs.hash(from));
            makeRoom();
            for (int i = 0; i < aggregates.length; i++) {
                aggregates[i].merge(into, source.aggregates[i], from);
            }
            touch(into, source.changedAt[from]);
        }
    }

    /** Notes that a slot's state changed; the latest change counts. */
    void touch(int slot, long now) {
        if (slot >= changedAt.length) {
            makeRoom();
        }
        changedAt[slot] = Math.max(changedAt[slot], now);
        lastChange = Math.max(lastChange, now);
    }

    void clear() {
        for (int slot = 0; slot < keys.slotLimit(); slot++) {
            for (Aggregate aggregate : aggregates) {
                aggregate.clear(slot);
            }
        }
        Arrays.fill(changedAt, 0, Math.min(changedAt.length, keys.slotLimit()), 0);
        keys.clear();
        lastChange = Long.MIN_VALUE;
    }

    long sizeBytes() {
        long bytes = keys.sizeBytes() + 8L * changedAt.length;
        for (Aggregate aggregate : aggregates) {
            bytes += aggregate.sizeBytes();
        }
        return bytes;
    }

    private void makeRoom() {
        int slots = keys.slotLimit();
        for (Aggregate aggregate : aggregates) {
            aggregate.ensureSlots(slots);
        }
        if (changedAt.length < slots) {
            changedAt = Arrays.copyOf(changedAt, Math.max(slots, 2 * changedAt.length));
        }
    }
}
