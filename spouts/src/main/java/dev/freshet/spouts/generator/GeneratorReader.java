package dev.freshet.spouts.generator;

import dev.freshet.spouts.source.Intake;
import dev.freshet.spouts.source.ReaderContext;
import dev.freshet.spouts.source.SourceReader;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;

/**
 * A task's share of generated events. There are as many partitions as tasks at first, and event <i>i</i> is of partition <i>i</i> modulo
 * their number; a restored source has as many as were there before, whatever the number of tasks.
 */
final class GeneratorReader implements SourceReader {
    /** One partition: the next event's index. */
    private static final class Share {
        long startIndex;
        long next;

        Share(long startIndex, long next) {
            this.startIndex = startIndex;
            this.next = next;
        }
    }

    private final GeneratorInput input;
    private final int task;
    private final int tasks;
    private final LongSupplier clock;
    private long startMs;
    private final RecordWriter writer = new RecordWriter();
    private final SortedMap<Integer, Share> shares = new TreeMap<>();
    private int step;
    private int turn;

    GeneratorReader(GeneratorInput input, ReaderContext context) {
        this.input = input;
        this.task = context.taskIndex();
        this.tasks = context.tasks();
        this.step = tasks;
        this.clock = context.clock();
        this.startMs = clock.getAsLong();
        shares.put(task, new Share(0, task));
    }

    @Override
    public List<Integer> partitions() {
        return List.copyOf(shares.keySet());
    }

    @Override
    public boolean bounded() {
        return input.events() != GeneratorInput.ENDLESS;
    }

    @Override
    public boolean poll(IntPredicate open, int maxRecords, int maxBytes, Intake into) {
        for (SortedMap<Integer, Share> some : List.of(shares.tailMap(turn), shares.headMap(turn))) {
            for (Map.Entry<Integer, Share> entry : some.entrySet()) {
                long bound = dueBelow(entry.getValue());
                if (entry.getValue().next < bound && open.test(entry.getKey())) {
                    take(entry.getKey(), entry.getValue(), bound, maxRecords, maxBytes, into);
                    turn = entry.getKey() + 1;
                    return true;
                }
            }
        }
        return false;
    }

    private void take(int partition, Share share, long bound, int maxRecords, int maxBytes, Intake into) {
        into.begin(partition, share.next);
        int count = 0;
        while (share.next < bound && count < maxRecords && into.records().sizeBytes() < maxBytes) {
            writer.clear();
            input.generator().event(share.next, writer);
            writer.addTo(into.records(), share.next);
            share.next += step;
            count++;
        }
        into.end(share.next);
    }

    @Override
    public boolean finished(int ofPartition) {
        return share(ofPartition).next >= input.events();
    }

    @Override
    public void processed(int ofPartition, long offset) {}

    @Override
    public void seek(int ofPartition, long offset) {
        Share share = share(ofPartition);
        share.next = offset;
        share.startIndex = offset;
    }

    @Override
    public long position(int partition) {
        return share(partition).next;
    }

    @Override
    public void restore(SortedMap<Integer, Long> offsets) {
        step = offsets.size();
        startMs = clock.getAsLong();
        shares.clear();
        offsets.forEach((partition, offset) -> {
            if (partition % tasks == task) {
                shares.put(partition, new Share(offset, offset));
            }
        });
    }

    @Override
    public void close() {}

    private Share share(int partition) {
        Share share = shares.get(partition);
        if (share == null) {
            throw new IllegalArgumentException("partition " + partition + " is not read by this task");
        }
        return share;
    }

    /** Events with a lower index may be made now. */
    private long dueBelow(Share share) {
        if (input.perSecond() == 0) {
            return input.events();
        }
        double due = (clock.getAsLong() - startMs) * input.perSecond() / 1000;
        return Math.min(input.events(), share.startIndex + (long) due + 1);
    }
}
