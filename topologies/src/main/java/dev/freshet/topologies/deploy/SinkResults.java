package dev.freshet.topologies.deploy;

import dev.freshet.bolts.results.ResultKind;
import dev.freshet.bolts.results.ResultSpec;
import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.SinkNode;
import dev.freshet.core.plan.Step;

/** The results of a plan as they are kept in Redis. */
final class SinkResults {
    private SinkResults() {}

    /**
     * A result.
     *
     * @param maxLog about how many rows it keeps if it is a log
     */
    static ResultSpec of(Plan plan, Layout.ResultEdge result, long maxLog) {
        SinkNode sink = result.sink();
        ResultKind kind = switch (sink.kind()) {
            case WINDOWS -> ResultKind.WINDOW;
            case TOP -> ResultKind.TOP;
            case LOG -> ResultKind.LOG;
        };
        return new ResultSpec(
                plan.name(),
                sink.name(),
                kind,
                result.schema(),
                sink.keys(),
                kind == ResultKind.TOP ? score(plan, sink.from()) : "",
                kind != ResultKind.LOG && plan.window(sink.from()).orElseThrow().sharesStarts(),
                sink.retainMs(),
                sink.latest(),
                sink.index(),
                sink.keyList(),
                maxLog,
                sink.packed(),
                sink.units(),
                sink.description());
    }

    private static String score(Plan plan, String from) {
        Step step = plan.step(from).orElseThrow();
        return step instanceof Step.Top top ? top.by() : score(plan, step.from());
    }
}
