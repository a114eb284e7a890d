package dev.freshet.core.lookup;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.key.KeyHash;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.time.Clamped;
import java.util.Arrays;

/**
 * Which keys are known, what is known of them, and for how long. A key has a slot, under which others keep what belongs to it.
 *
 * <p>When there are too many, the hand of a clock goes round and takes those that no batch has asked for since it came by
 * last (the "second chance" of Corbató, "A Paging Experiment with the Multics System", 1968): near to the least recently used, without a
 * list to keep. That is done before a batch is resolved, so what a batch refers to stays until the next one.
 */
final class LookupCache {
    /** Nothing was ever answered. */
    static final byte UNKNOWN = 0;
    /** The table has no such key. */
    static final byte ABSENT = 1;
    /** The table has an entry. */
    static final byte PRESENT = 2;
    /** The table has one that cannot be used. */
    static final byte REFUSED = 3;
    /** The slot of a row with NULL in its key. */
    static final int NO_SLOT = -1;

    private final KeyText text;
    private final CacheLimits limits;
    private final KeyTable keys = new KeyTable();
    private byte[] states = new byte[16];
    private long[] untilMs = new long[16];
    private boolean[] used = new boolean[16];
    /** The last batch that missed the slot's entry, by number. */
    private long[] missedBy = new long[16];

    private int[] slots = new int[0];
    private int[] missing = new int[0];
    private int missed;
    private long batches;
    private long askedMs;
    private int hand;

    LookupCache(KeyText text, CacheLimits limits) {
        this.text = text;
        this.limits = limits;
    }

    /** Finds the slots of a batch's rows; returns how many of their entries are missing at this time. */
    int resolve(Batch batch, long nowMs) {
        trim();
        batches++;
        askedMs = nowMs;
        missed = 0;
        if (slots.length < batch.size()) {
            slots = new int[batch.size()];
        }
        for (int i = 0; i < batch.size(); i++) {
            int length = text.write(batch, batch.row(i));
            slots[i] = length == KeyText.NO_KEY ? NO_SLOT : slot(length, nowMs);
        }
        return missed;
    }

    private int slot(int length, long nowMs) {
        byte[] key = text.buffer();
        int before = keys.size();
        int slot = keys.slot(key, 0, length, KeyHash.hash(key, 0, length));
        if (keys.size() > before) {
            ensure(slot);
            states[slot] = UNKNOWN;
            missedBy[slot] = 0;
        }
        used[slot] = true;
        boolean good = states[slot] != UNKNOWN && nowMs < untilMs[slot];
        if (!good && missedBy[slot] != batches) {
            missedBy[slot] = batches;
            if (missed == missing.length) {
                missing = Arrays.copyOf(missing, Math.max(64, 2 * missed));
            }
            missing[missed++] = slot;
        }
        return slot;
    }

    /** The slot of the batch's row at this position of its selection, or {@link #NO_SLOT}. */
    int slotAt(int position) {
        return slots[position];
    }

    /** The slot of a missing entry. */
    int missing(int index) {
        return missing[index];
    }

    byte state(int slot) {
        return states[slot];
    }

    /** Says what is known of a slot, as of when the batch was resolved. */
    void learn(int slot, byte state) {
        states[slot] = state;
        untilMs[slot] = Clamped.add(askedMs, limits.ttlMs());
    }

    byte[] key(int slot) {
        return Arrays.copyOfRange(keys.bytes(), keys.start(slot), keys.end(slot));
    }

    int size() {
        return keys.size();
    }

    /** More than the greatest slot in use. */
    int slotLimit() {
        return keys.slotLimit();
    }

    long sizeBytes() {
        return keys.sizeBytes() + 18L * states.length;
    }

    void clear() {
        keys.clear();
        hand = 0;
    }

    private void trim() {
        while (keys.size() > limits.maxEntries()) {
            hand = hand + 1 < keys.slotLimit() ? hand + 1 : 0;
            if (keys.holds(hand)) {
                if (used[hand]) {
                    used[hand] = false;
                } else {
                    keys.remove(hand);
                }
            }
        }
    }

    private void ensure(int slot) {
        if (slot >= states.length) {
            int capacity = Math.max(slot + 1, 2 * states.length);
            states = Arrays.copyOf(states, capacity);
            untilMs = Arrays.copyOf(untilMs, capacity);
            used = Arrays.copyOf(used, capacity);
            missedBy = Arrays.copyOf(missedBy, capacity);
        }
    }
}
