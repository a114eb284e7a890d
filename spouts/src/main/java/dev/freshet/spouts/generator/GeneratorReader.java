package dev.freshet.spouts.generator;

import dev.freshet.spouts.source.Intake;
import dev.freshet.spouts.source.ReaderContext;
import dev.freshet.spouts.source.SourceReader;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;

/** A task's share of generated events. */
final class GeneratorReader implements SourceReader {
    private final GeneratorInput input;
    private final int partition;
    private final int step;
    private final LongSupplier clock;
    private final long startMs;
    private final RecordWriter writer = new RecordWriter();
    private long startIndex;
    private long next;

    GeneratorReader(GeneratorInput input, ReaderContext context) {
        this.input = input;
        this.partition = context.taskIndex();
        this.step = context.tasks();
        this.clock = context.clock();
        this.startMs = clock.getAsLong();
        this.next = partition;
        this.startIndex = 0;
    }

    @Override
    public List<Integer> partitions() {
        return List.of(partition);
    }

    @Override
    public boolean bounded() {
        return input.events() != GeneratorInput.ENDLESS;
    }

    @Override
    public boolean poll(IntPredicate open, int maxRecords, int maxBytes, Intake into) {
        long bound = dueBelow();
        if (next >= bound || !open.test(partition)) {
            return false;
        }
        into.begin(partition, next);
        int count = 0;
        while (next < bound && count < maxRecords && into.records().sizeBytes() < maxBytes) {
            writer.clear();
            input.generator().event(next, writer);
            writer.addTo(into.records(), next);
            next += step;
            count++;
        }
        into.end(next);
        return true;
    }

    @Override
    public boolean finished(int ofPartition) {
        return next >= input.events();
    }

    @Override
    public void processed(int ofPartition, long offset) {}

    @Override
    public void seek(int ofPartition, long offset) {
        next = offset;
        startIndex = offset;
    }

    @Override
    public void close() {}

    /** Events with a lower index may be made now. */
    private long dueBelow() {
        if (input.perSecond() == 0) {
            return input.events();
        }
        double due = (clock.getAsLong() - startMs) * input.perSecond() / 1000;
        return Math.min(input.events(), startIndex + (long) due + 1);
    }
}
