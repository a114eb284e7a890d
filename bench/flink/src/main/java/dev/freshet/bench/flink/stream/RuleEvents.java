package dev.freshet.bench.flink.stream;

import dev.freshet.bench.job.Rule;
import java.util.Objects;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** Counts a task's events per rule and window. */
final class RuleEvents extends RuleWindows<Event> {
    private static final long serialVersionUID = 1L;

    private final long windowMs;
    private transient @Nullable RuleCounts tests;
    private transient long @Nullable [] last;
    private transient long lastEndMs;

    RuleEvents(long windowMs) {
        super(Rule.all().size());
        this.windowMs = windowMs;
    }

    @Override
    public void open() throws Exception {
        super.open();
        tests = new RuleCounts(Rule.all());
        lastEndMs = Long.MIN_VALUE;
    }

    @Override
    public void processElement(StreamRecord<Event> element) {
        Event event = element.getValue();
        long endMs = event.timeMs - Math.floorMod(event.timeMs, windowMs) + windowMs;
        long[] counts = last;
        // An array that has been emitted is not found again: nothing comes for it, as sources are on time.
        if (counts == null || endMs != lastEndMs) {
            counts = counts(endMs);
            last = counts;
            lastEndMs = endMs;
        }
        Objects.requireNonNull(tests).add(event, counts);
    }
}
