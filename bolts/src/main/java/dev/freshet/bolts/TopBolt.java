package dev.freshet.bolts;

import dev.freshet.core.operator.ChainSpec;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.top.TopNSpec;
import dev.freshet.storm.EdgeSpec;
import java.util.List;

/**
 * Ranks the results of each window: the first n by one column. Its input is partitioned by {@link TopNSpec#SHUFFLE}, so that
 * a window is ranked by one task.
 */
public class TopBolt extends OperatorBolt {
    /**
     * Takes the results of a {@link WindowBolt}.
     *
     * @param edges where the rankings go
     */
    public TopBolt(String name, TopNSpec spec, EdgeSpec... edges) {
        this(name, ChainSpec.of(spec.partial(), spec.complete()), edges);
    }

    private TopBolt(String name, OperatorSpec operator, EdgeSpec... edges) {
        super(HostSpec.stateful(name, operator, List.of(edges), false, NoBoard.INSTANCE));
    }

    /** Takes the rows of {@link WindowBolt#ofCandidates}: of each window no more than n from each task. */
    public static TopBolt ofCandidates(String name, TopNSpec spec, EdgeSpec... edges) {
        return new TopBolt(name, spec.complete(), edges);
    }
}
