package dev.freshet.bench.plain;

import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.sink.ResultSink;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.decode.Decoder;

/**
 * What a job counts. Threads fill panes of their own; a pane that all threads are past is put together and emitted by one of
 * them, panes in the order of their ends.
 *
 * @param <P> what a thread has of a pane
 */
interface PlainJob<P> {
    Decoder decoder();

    P pane();

    /** Called by several threads at once, each with panes of its own. */
    void add(Batch batch, int row, P to);

    /** Adds what another thread has of the same pane. */
    void merge(P into, P other);

    /** Takes the next pane; gives the results that are complete with it. */
    void emit(long endMs, P pane, ResultSink out);

    /** Gives the results of windows that end behind the last pane. */
    default void finish(ResultSink out) {}

    static PlainJob<?> of(RunSpec spec) {
        return switch (spec.job()) {
            case VIEWS -> new ViewsJob();
            case HOP -> new HopJob(spec.parameters());
            case TOPK -> new TopJob();
            case RULES -> new RulesJob();
            case JOIN -> new JoinJob(spec.parameters());
            case YSB -> new CampaignJob(spec.redis());
        };
    }
}
