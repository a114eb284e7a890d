package dev.freshet.bench.freshet;

import dev.freshet.bench.engine.Run;
import dev.freshet.spouts.source.ReaderContext;
import dev.freshet.spouts.source.ReaderFactory;
import dev.freshet.spouts.source.SourceReader;

/** The run's events in memory as a source: each task has one partition, its share. */
record FeedInput(long runId) implements ReaderFactory {
    @Override
    public SourceReader open(ReaderContext context) {
        Run run = Run.of(runId);
        return new FeedReader(run, run.feed(context.taskIndex(), context.tasks()), context.taskIndex());
    }

    @Override
    public String describe() {
        return "made in memory";
    }
}
