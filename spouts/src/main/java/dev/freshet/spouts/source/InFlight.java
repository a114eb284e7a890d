package dev.freshet.spouts.source;

import dev.freshet.storm.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.storm.tuple.Values;
import org.jspecify.annotations.Nullable;

/**
 * The batches that were sent and not yet acked whole. It keeps their tuples to send them again, tells which batches of a
 * partition are done in the order in which they were read, and knows below which sequence everything is.
 *
 * <p>A tuple that failed is due again after a back-off that doubles with each failure of its batch, from 50 ms to 5 s.
 */
final class InFlight {
    private static final long FIRST_BACK_OFF_MS = 50;
    private static final int MOST_DOUBLINGS = 7;
    private static final long MOST_BACK_OFF_MS = 5_000;

    /** A tuple as it was sent. */
    record Sent(String stream, Values tuple) {}

    /** A tuple that is to be sent again. */
    record Replay(TupleId id, Sent sent) {}

    private record Scheduled(long dueMs, TupleId id) {}

    /** A batch. Open while its tuples are being sent. */
    static final class Entry {
        private final long sequence;
        private final int partition;
        private final int bytes;
        private final List<@Nullable Sent> parts = new ArrayList<>();
        private int outstanding;
        private int failures;
        private boolean sealed;
        private long nextOffset;
        private long maxEventTimeMs;

        private Entry(long sequence, int partition, int bytes) {
            this.sequence = sequence;
            this.partition = partition;
            this.bytes = bytes;
        }

        long sequence() {
            return sequence;
        }

        int partition() {
            return partition;
        }

        /** Everything of the partition before this offset was read by the end of the batch. */
        long nextOffset() {
            return nextOffset;
        }

        /** The greatest event time read in the partition by the end of the batch. */
        long maxEventTimeMs() {
            return maxEventTimeMs;
        }

        private boolean done() {
            return sealed && outstanding == 0;
        }
    }

    private final long incarnation;
    private final Consumer<Entry> inOrder;
    private final Map<Long, Entry> bySequence = new HashMap<>();
    private final Map<Integer, ArrayDeque<Entry>> byPartition = new HashMap<>();
    private final Queue<Scheduled> replays =
            new PriorityQueue<>((left, right) -> Long.compare(left.dueMs(), right.dueMs()));
    private long lastSequence;
    private long ackedBelow = 1;
    private long bytes;

    /**
     * @param inOrder told of each batch when it and all before it in its partition are acked, in order
     */
    InFlight(long incarnation, Consumer<Entry> inOrder) {
        this.incarnation = incarnation;
        this.inOrder = inOrder;
    }

    Entry open(int partition, int sizeBytes) {
        Entry entry = new Entry(++lastSequence, partition, sizeBytes);
        bySequence.put(entry.sequence, entry);
        byPartition.computeIfAbsent(partition, unused -> new ArrayDeque<>()).add(entry);
        bytes += sizeBytes;
        return entry;
    }

    /** The delivery of the batch's next tuple, which {@link #sent} must follow. */
    Delivery next(Entry entry) {
        return delivery(entry.sequence, entry.parts.size());
    }

    TupleId sent(Entry entry, String stream, Values tuple) {
        entry.parts.add(new Sent(stream, tuple));
        entry.outstanding++;
        return new TupleId(entry.sequence, entry.parts.size() - 1);
    }

    /** All tuples of the batch have been sent. */
    void seal(Entry entry, long nextOffset, long maxEventTimeMs) {
        entry.nextOffset = nextOffset;
        entry.maxEventTimeMs = maxEventTimeMs;
        entry.sealed = true;
        settle(entry);
    }

    /** A second ack of a tuple is nothing. */
    void acked(TupleId id) {
        Entry entry = bySequence.get(id.sequence());
        if (entry == null || entry.parts.get(id.part()) == null) {
            return;
        }
        entry.parts.set(id.part(), null);
        entry.outstanding--;
        settle(entry);
    }

    void failed(TupleId id, long nowMs) {
        Entry entry = bySequence.get(id.sequence());
        if (entry == null || entry.parts.get(id.part()) == null) {
            return;
        }
        int doublings = Math.min(entry.failures / Math.max(1, entry.parts.size()), MOST_DOUBLINGS);
        entry.failures++;
        replays.add(new Scheduled(nowMs + Math.min(MOST_BACK_OFF_MS, FIRST_BACK_OFF_MS << doublings), id));
    }

    /** The tuple to send again by now, if there is one, with its delivery brought up to date. */
    @Nullable
    Replay nextReplay(long nowMs) {
        while (!replays.isEmpty() && replays.peek().dueMs() <= nowMs) {
            TupleId id = replays.remove().id();
            Entry entry = bySequence.get(id.sequence());
            Sent sent = entry == null ? null : entry.parts.get(id.part());
            if (sent != null) {
                Values again = new Values(sent.tuple().toArray());
                again.set(1, delivery(id.sequence(), id.part()));
                return new Replay(id, new Sent(sent.stream(), again));
            }
        }
        return null;
    }

    /** Everything up to the batch of this sequence has been worked through, whatever acks were lost. */
    void settleUpTo(long sequence) {
        List<Entry> open = bySequence.values().stream()
                .filter(entry -> entry.sequence <= sequence)
                .sorted((left, right) -> Long.compare(left.sequence, right.sequence))
                .toList();
        for (Entry entry : open) {
            entry.outstanding = 0;
            settle(entry);
        }
    }

    /** Forgets all that is under way. */
    void clear() {
        bySequence.clear();
        byPartition.clear();
        replays.clear();
        bytes = 0;
        ackedBelow = lastSequence + 1;
    }

    /** The sequence of the last batch. */
    long lastSequence() {
        return lastSequence;
    }

    /** Every batch with a lower sequence has been acked. */
    long ackedBelow() {
        return ackedBelow;
    }

    int batches() {
        return bySequence.size();
    }

    long bytes() {
        return bytes;
    }

    boolean any(int partition) {
        ArrayDeque<Entry> entries = byPartition.get(partition);
        return entries != null && !entries.isEmpty();
    }

    private Delivery delivery(long sequence, int part) {
        return new Delivery(incarnation, 0, 0, sequence, part, ackedBelow);
    }

    private void settle(Entry entry) {
        if (!entry.done()) {
            return;
        }
        bySequence.remove(entry.sequence);
        bytes -= entry.bytes;
        while (ackedBelow <= lastSequence && !bySequence.containsKey(ackedBelow)) {
            ackedBelow++;
        }
        ArrayDeque<Entry> entries = byPartition.get(entry.partition);
        while (entries != null && !entries.isEmpty() && entries.getFirst().done()) {
            inOrder.accept(entries.removeFirst());
        }
    }
}
