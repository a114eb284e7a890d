package dev.freshet.bench.kstreams;

import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.windows.RuleCounts;
import dev.freshet.bench.windows.Sources;
import org.apache.kafka.streams.processor.api.Record;

/** Counts of rules in the task that reads the events. */
final class RuleWindows extends WindowsTask<byte[], Event> {
    private final RuleCounts counts;

    RuleWindows(RunSpec spec, Progress progress) {
        super(progress, new Sources(1, spec.parameters().disorderMs()));
        counts = new RuleCounts(spec.parameters().windowMs());
    }

    @Override
    int add(Record<byte[], Event> record) {
        Event event = record.value();
        counts.add(event.timeMs(), event.value(), event::field);
        return 0;
    }

    @Override
    void close(long watermarkMs) {
        counts.close(watermarkMs, this::send);
    }
}
