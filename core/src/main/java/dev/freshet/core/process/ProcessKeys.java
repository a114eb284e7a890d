package dev.freshet.core.process;

import dev.freshet.core.key.KeyHash;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.core.state.KeyTimers;
import dev.freshet.core.time.Clamped;
import dev.freshet.core.window.KeyGroupSections;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The keys of a process: when the last row of each was, its values, and its timers in order. */
final class ProcessKeys {
    private static final long[] NONE = {};

    private final long ttlMs;
    private final KeyTable keys = new KeyTable();
    private final KeyedProcess program;
    private final StateValues[] values;
    private final KeyTimers wake = new KeyTimers();
    private long[] lastRowMs = {};
    /** By key: its timers, least first, and how many they are. */
    private long[][] timers = {};

    private int[] timerCounts = {};
    /** By key; empty where the program keeps none. */
    private @Nullable KeyMemory[] memories = {};

    private long timerBytes;
    /** The number of the call that is under way. */
    private long call;
    /** The call before which the key's timers were as follows. */
    private long rememberedCall;

    private long[] rememberedTimers = NONE;
    private int rememberedCount;

    ProcessKeys(ProcessSpec spec) {
        ttlMs = spec.ttlMs();
        program = spec.program();
        values = StateValues.of(program.state());
    }

    KeyTable keys() {
        return keys;
    }

    StateValues value(int slot) {
        return values[slot];
    }

    /** A call begins: what it changes of its key by {@link #changing} and the timers' methods can be undone. */
    void beginCall() {
        call++;
    }

    /** The value that the call is about to change. */
    StateValues changing(int slot, int key) {
        values[slot].remember(key, call);
        return values[slot];
    }

    /** The call is about to change the key's timers. */
    void changingTimers(int key) {
        if (rememberedCall != call) {
            rememberedCall = call;
            rememberedCount = timerCounts[key];
            if (rememberedTimers.length < rememberedCount) {
                rememberedTimers = new long[2 * rememberedCount];
            }
            System.arraycopy(timers[key], 0, rememberedTimers, 0, rememberedCount);
        }
    }

    /** Takes back what the call has changed of values and timers; not of a memory. */
    void undoCall(int key) {
        for (StateValues value : values) {
            value.undo(key, call);
        }
        if (rememberedCall == call) {
            System.arraycopy(rememberedTimers, 0, timers[key], 0, rememberedCount);
            timerCounts[key] = rememberedCount;
        }
    }

    KeyMemory memory(int key) {
        KeyMemory memory = memories[key];
        return memory == null ? KeyMemory.NONE : memory;
    }

    /** The slot of a key, which is given one if it has none. */
    int key(byte[] bytes, int from, int to, long hash) {
        int key = keys.slot(bytes, from, to, hash);
        if (key >= lastRowMs.length) {
            int before = timers.length;
            int capacity = Math.max(16, 2 * (key + 1));
            lastRowMs = Arrays.copyOf(lastRowMs, capacity);
            timers = Arrays.copyOf(timers, capacity);
            Arrays.fill(timers, before, capacity, NONE);
            timerCounts = Arrays.copyOf(timerCounts, capacity);
            memories = Arrays.copyOf(memories, capacity);
        }
        if (memories[key] == null) {
            memories[key] = program.newMemory();
        }
        for (StateValues value : values) {
            value.growTo(keys.slotLimit());
        }
        return key;
    }

    /** Notes a row of the key. */
    void touch(int key, long timeMs) {
        lastRowMs[key] = timeMs;
    }

    /** When the key's last row is. */
    long lastRowMs(int key) {
        return lastRowMs[key];
    }

    /** From when on the key is forgotten, unless another row comes. */
    long expiresMs(int key) {
        return Clamped.add(lastRowMs[key], ttlMs);
    }

    /** The key's first timer before a time; {@link Long#MIN_VALUE} for none. Takes it out. */
    long pollTimer(int key, long beforeMs) {
        int count = timerCounts[key];
        if (count == 0 || timers[key][0] >= beforeMs) {
            return Long.MIN_VALUE;
        }
        long first = timers[key][0];
        System.arraycopy(timers[key], 1, timers[key], 0, count - 1);
        timerCounts[key]--;
        return first;
    }

    void setTimer(int key, long timeMs) {
        int count = timerCounts[key];
        int at = Arrays.binarySearch(timers[key], 0, count, timeMs);
        if (at >= 0) {
            return;
        }
        if (count == timers[key].length) {
            timers[key] = Arrays.copyOf(timers[key], Math.max(2, 2 * count));
            timerBytes += 8L * (timers[key].length - count);
        }
        System.arraycopy(timers[key], ~at, timers[key], ~at + 1, count - ~at);
        timers[key][~at] = timeMs;
        timerCounts[key]++;
    }

    void cancelTimer(int key, long timeMs) {
        int count = timerCounts[key];
        int at = Arrays.binarySearch(timers[key], 0, count, timeMs);
        if (at >= 0) {
            System.arraycopy(timers[key], at + 1, timers[key], at, count - at - 1);
            timerCounts[key]--;
        }
    }

    /** Looks at the key again when its next timer is due, or it is to be forgotten. */
    void arm(int key) {
        long expiresMs = expiresMs(key);
        // What is due at a time is done when event time has passed it.
        long timerMs = timerCounts[key] == 0 ? expiresMs : Clamped.add(timers[key][0], 1);
        wake.arm(key, Math.min(timerMs, expiresMs));
    }

    /** Forgets values and timers; the key stays. */
    void clear(int key) {
        for (StateValues value : values) {
            value.clear(key);
        }
        timerBytes -= 8L * timers[key].length;
        timers[key] = NONE;
        timerCounts[key] = 0;
        memories[key] = null;
    }

    void forget(int key) {
        clear(key);
        keys.remove(key);
        wake.disarm(key);
    }

    void forEachDue(long passedMs, IntConsumer action) {
        for (int key; (key = wake.poll(passedMs)) >= 0; ) {
            action.accept(key);
        }
        if (passedMs == Long.MAX_VALUE) {
            for (int key = 0; key < keys.slotLimit(); key++) {
                if (keys.holds(key)) {
                    action.accept(key);
                }
            }
        }
    }

    long size() {
        return keys.size();
    }

    long sizeBytes() {
        long bytes = keys.sizeBytes() + wake.sizeBytes() + timerBytes + 20L * lastRowMs.length;
        for (StateValues value : values) {
            bytes += value.sizeBytes();
        }
        for (KeyMemory memory : memories) {
            bytes += memory == null ? 0 : memory.sizeBytes();
        }
        return bytes;
    }

    /** Writes an entry for each key: its bytes, its last row's time, its timers and values. */
    void write(KeyGroupSections sections, int kind) {
        for (int key = 0; key < keys.slotLimit(); key++) {
            if (keys.holds(key)) {
                StateOutput to = sections.of(keys.keyGroup(key));
                to.putUnsigned(kind);
                to.putBytes(keys.bytes(), keys.start(key), keys.end(key));
                to.putLong(lastRowMs[key]);
                to.putUnsigned(timerCounts[key]);
                for (int i = 0; i < timerCounts[key]; i++) {
                    to.putLong(timers[key][i]);
                }
                for (StateValues value : values) {
                    value.write(key, to);
                }
                memory(key).write(to);
            }
        }
    }

    /** Reads an entry, whose kind has been read. */
    void read(StateInput from) {
        int length = from.skipBytes();
        int at = from.position() - length;
        int key = key(from.bytes(), at, at + length, KeyHash.hash(from.bytes(), at, at + length));
        touch(key, from.getLong());
        for (long left = from.getUnsigned(); left > 0; left--) {
            setTimer(key, from.getLong());
        }
        for (StateValues value : values) {
            value.read(key, from);
        }
        memory(key).read(from);
        arm(key);
    }
}
