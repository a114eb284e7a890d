package dev.freshet.bench.freshet;

import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.job.JobName;

/** Freshet with an epoch a second, as {@code freshet submit} runs it: what being right when machines die costs. */
public final class ExactlyOnceEngine extends FreshetEngine {
    public ExactlyOnceEngine() {
        super(null, "1s", 0);
    }

    @Override
    public String name() {
        return "freshet-exactly-once";
    }

    @Override
    public boolean supports(JobName job, SourceKind source, SinkKind sink) {
        // What takes answers in memory has no part in epochs.
        return sink == SinkKind.REDIS && super.supports(job, source, sink);
    }
}
