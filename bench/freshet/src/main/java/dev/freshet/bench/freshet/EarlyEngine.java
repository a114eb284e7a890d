package dev.freshet.bench.freshet;

import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.job.JobName;

/** Freshet with windows that show every tenth of a second what changed: at a window's end few rows are left to write. */
public final class EarlyEngine extends FreshetEngine {
    private static final long EARLY_MS = 100;

    public EarlyEngine() {
        super(null, "0", EARLY_MS);
    }

    @Override
    public String name() {
        return "freshet-early";
    }

    @Override
    public boolean supports(JobName job, SourceKind source, SinkKind sink) {
        // In memory every row counts as an answer, and what is ranked is ranked at the end.
        return sink == SinkKind.REDIS && (job == JobName.VIEWS || job == JobName.HOP);
    }
}
