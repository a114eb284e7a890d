package dev.freshet.bolts;

import dev.freshet.core.operator.ChainSpec;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.top.TopNSpec;
import dev.freshet.core.window.WindowAggregateSpec;
import dev.freshet.storm.EdgeSpec;
import java.util.List;

/** Aggregates over windows of event time, by key. Its input is partitioned by the key's columns. */
public class WindowBolt extends OperatorBolt {
    /**
     * Takes plain rows.
     *
     * @param edges where the results go
     */
    public WindowBolt(String name, WindowAggregateSpec spec, EdgeSpec... edges) {
        this(name, ChainSpec.of(spec.partial(), spec.complete()), edges);
    }

    private WindowBolt(String name, OperatorSpec operator, EdgeSpec... edges) {
        super(HostSpec.stateful(name, operator, List.of(edges), true, NoBoard.INSTANCE));
    }

    /** Takes the rows of a {@link PartialWindowBolt}. */
    public static WindowBolt ofPartials(String name, WindowAggregateSpec spec, EdgeSpec... edges) {
        return new WindowBolt(name, spec.complete(), edges);
    }

    /**
     * Takes plain rows, and sends of each window only what a {@link TopBolt#ofCandidates} needs: the task's own first rows.
     *
     * @param top the ranking, over the windows' results
     * @param stream the stream by which they go, by window
     */
    public static WindowBolt ofCandidates(String name, WindowAggregateSpec spec, TopNSpec top, String stream) {
        return new WindowBolt(
                name,
                ChainSpec.of(spec.partial(), spec.complete(), top.partial()),
                EdgeSpec.keyed(stream, TopNSpec.SHUFFLE));
    }
}
