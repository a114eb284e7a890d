package dev.freshet.core.window;

import dev.freshet.core.aggregate.Aggregate;
import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.Aggregates;
import dev.freshet.core.aggregate.ShellSort;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.time.Clamped;
import dev.freshet.core.time.DueHeap;
import java.util.Arrays;
import java.util.List;

/**
 * The sessions that are still open, with the states of their aggregates.
 *
 * <p>Idea: a session is a slot with the times of its first and last row; the slots of a key are a list, nearly always of one.
 * Sessions of a key are at least the gap apart, always: rows that come between two of them make them one, whose states are
 * combined. Times only move apart, so what a session is due at only grows: a heap holds each slot once, under a time at
 * which it is due at the earliest, and a slot that is found to be due later goes back. A row costs O(1), and a session
 * O(log n) for each time that the heap hands it out.
 */
final class OpenSessions {
    private static final int NONE = -1;

    private final long gapMs;
    private final Aggregate[] aggregates;
    private final KeyTable keys = new KeyTable();
    private final DueHeap heap = new DueHeap();
    /** By slot of a key: the first session of its list. */
    private int[] sessionsOf = new int[16];

    private long[] first = new long[16];
    private long[] last = new long[16];
    private int[] keyOf = new int[16];
    /** The key's next session; of a free slot the next free one. */
    private int[] next = new int[16];
    /** The session that this one has become part of, or {@link #NONE}; it keeps its slot until the heap hands it out. */
    private int[] partOf = new int[16];

    private int slotLimit;
    private int firstFree = NONE;
    private int open;
    private int[] closed = new int[16];

    OpenSessions(long gapMs, List<AggregateCall> calls) {
        this.gapMs = gapMs;
        aggregates = calls.stream().map(Aggregates::create).toArray(Aggregate[]::new);
        Arrays.fill(sessionsOf, NONE);
    }

    /** The keys that have sessions. Who adds one has {@link #take} begin its first. */
    KeyTable keys() {
        return keys;
    }

    Aggregate[] aggregates() {
        return aggregates;
    }

    long first(int session) {
        return first[session];
    }

    long last(int session) {
        return last[session];
    }

    /** The end of the session, exclusive. */
    long end(int session) {
        return last[session] + gapMs;
    }

    int key(int session) {
        return keyOf[session];
    }

    /**
     * The session of a key's rows from {@code firstMs} to {@code lastMs}, which are less than the gap apart: a new one, or one
     * that is there and may have become longer. {@link #resolve} tells which it is after more were taken.
     */
    int take(int key, long firstMs, long lastMs) {
        int into = NONE;
        int before = NONE;
        int head = key < sessionsOf.length ? sessionsOf[key] : NONE;
        for (int at = head; at != NONE; ) {
            int following = next[at];
            boolean near = Clamped.subtract(firstMs, last[at]) < gapMs && Clamped.subtract(first[at], lastMs) < gapMs;
            if (near && into == NONE) {
                into = at;
                extend(into, firstMs, lastMs);
            } else if (near) {
                next[before] = following;
                join(into, at);
                at = before;
            }
            before = at;
            at = following;
        }
        return into == NONE ? begin(key, head, firstMs, lastMs) : into;
    }

    /** Replaces sessions that have become part of others by those. */
    void resolve(int[] sessions, int count) {
        for (int i = 0; i < count; i++) {
            while (partOf[sessions[i]] != NONE) {
                sessions[i] = partOf[sessions[i]];
            }
        }
    }

    /** Combines rows of partial states into their sessions'. */
    void mergeRows(Batch partials, int[] firstColumns, int[] sessions) {
        for (int i = 0; i < aggregates.length; i++) {
            aggregates[i].mergePartials(partials, firstColumns[i], sessions);
        }
    }

    /** Ends the sessions whose end has come; returns how many they are. */
    int close(long watermarkMs) {
        int count = 0;
        while (heap.isDue(watermarkMs)) {
            int session = heap.poll();
            if (partOf[session] != NONE) {
                free(session);
            } else if (end(session) > watermarkMs) {
                heap.add(session, end(session));
            } else {
                if (count == closed.length) {
                    closed = Arrays.copyOf(closed, 2 * count);
                }
                closed[count++] = session;
            }
        }
        if (count > 1) {
            ShellSort.sort(closed, count, this::order);
        }
        return count;
    }

    /** One of those that {@link #close} has ended, by their ends and then their keys' bytes. */
    int closed(int index) {
        return closed[index];
    }

    /** Forgets what {@link #close} has ended. */
    void forgetClosed(int count) {
        for (int i = 0; i < count; i++) {
            int session = closed[i];
            int key = keyOf[session];
            unlink(key, session);
            if (sessionsOf[key] == NONE) {
                keys.remove(key);
            }
            clear(session);
            free(session);
            open--;
        }
    }

    /** How many are open. */
    int size() {
        return open;
    }

    /** Whether a slot below {@link #slotLimit} is an open session. */
    boolean isOpen(int session) {
        return keyOf[session] != NONE && partOf[session] == NONE;
    }

    int slotLimit() {
        return slotLimit;
    }

    long sizeBytes() {
        long bytes = keys.sizeBytes() + heap.sizeBytes() + 4L * sessionsOf.length + 28L * first.length;
        for (Aggregate aggregate : aggregates) {
            bytes += aggregate.sizeBytes();
        }
        return bytes;
    }

    private void extend(int session, long firstMs, long lastMs) {
        first[session] = Math.min(first[session], firstMs);
        last[session] = Math.max(last[session], lastMs);
    }

    private void join(int into, int from) {
        extend(into, first[from], last[from]);
        for (Aggregate aggregate : aggregates) {
            aggregate.merge(into, aggregate, from);
        }
        clear(from);
        partOf[from] = into;
        open--;
    }

    private int begin(int key, int following, long firstMs, long lastMs) {
        int session = newSlot();
        first[session] = firstMs;
        last[session] = lastMs;
        keyOf[session] = key;
        next[session] = following;
        if (key >= sessionsOf.length) {
            int length = sessionsOf.length;
            sessionsOf = Arrays.copyOf(sessionsOf, Math.max(2 * length, key + 1));
            Arrays.fill(sessionsOf, length, sessionsOf.length, NONE);
        }
        sessionsOf[key] = session;
        heap.add(session, end(session));
        open++;
        return session;
    }

    private int newSlot() {
        int session = firstFree;
        if (session != NONE) {
            firstFree = next[session];
        } else {
            session = slotLimit++;
            if (session == first.length) {
                grow(2 * session);
            }
            for (Aggregate aggregate : aggregates) {
                aggregate.ensureSlots(slotLimit);
            }
        }
        partOf[session] = NONE;
        return session;
    }

    private void grow(int capacity) {
        first = Arrays.copyOf(first, capacity);
        last = Arrays.copyOf(last, capacity);
        keyOf = Arrays.copyOf(keyOf, capacity);
        next = Arrays.copyOf(next, capacity);
        partOf = Arrays.copyOf(partOf, capacity);
    }

    private void unlink(int key, int session) {
        if (sessionsOf[key] == session) {
            sessionsOf[key] = next[session];
            return;
        }
        int before = sessionsOf[key];
        while (next[before] != session) {
            before = next[before];
        }
        next[before] = next[session];
    }

    private void clear(int session) {
        for (Aggregate aggregate : aggregates) {
            aggregate.clear(session);
        }
    }

    private void free(int session) {
        keyOf[session] = NONE;
        next[session] = firstFree;
        firstFree = session;
    }

    private int order(int a, int b) {
        int byEnd = Long.compare(last[a], last[b]);
        if (byEnd != 0) {
            return byEnd;
        }
        byte[] bytes = keys.bytes();
        return Arrays.compareUnsigned(
                bytes, keys.start(keyOf[a]), keys.end(keyOf[a]), bytes, keys.start(keyOf[b]), keys.end(keyOf[b]));
    }
}
