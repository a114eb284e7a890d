package dev.freshet.bolts;

import dev.freshet.core.job.JobBoardFactory;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.storm.EdgeSpec;
import dev.freshet.storm.epoch.EpochSpec;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link OperatorBolt} hosts, and how it is wired.
 *
 * @param name the operator's name in the plan, unique in the job
 * @param operator the operator; several in a row are a chain
 * @param inputs the streams of the operator's inputs, by position; empty: all data is input 0
 * @param edges where the results go
 * @param stateful whether the operator keeps anything from batch to batch: replays are then taken once
 * @param idleAdvance whether event time goes on with processing time while all sources are idle; for the first hosts behind
 *     the sources only
 * @param board where the task publishes its counters
 * @param memoryLimit which share of the old generation may be in use after garbage collection before the task fails; 1 for any
 * @param stateStore where the operator's rows are kept
 * @param epochs the job's epochs; null where it has none
 */
public record HostSpec(
        String name,
        OperatorSpec operator,
        List<InputSpec> inputs,
        List<EdgeSpec> edges,
        boolean stateful,
        boolean idleAdvance,
        JobBoardFactory board,
        double memoryLimit,
        StateStore stateStore,
        @Nullable EpochSpec epochs)
        implements Serializable {
    private static final double NO_LIMIT = 1;

    public HostSpec {
        inputs = List.copyOf(inputs);
        edges = List.copyOf(edges);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an operator needs a name");
        }
        if (epochs != null && !stateful) {
            throw new IllegalArgumentException("operator '" + name + "' passes deliveries on: it can't have epochs");
        }
    }

    /** A host that keeps nothing. */
    public static HostSpec stateless(String name, OperatorSpec operator, List<EdgeSpec> edges, JobBoardFactory board) {
        return new HostSpec(name, operator, List.of(), edges, false, false, board, NO_LIMIT, StateStore.MEMORY, null);
    }

    /** A host that keeps state, with one input. */
    public static HostSpec stateful(
            String name, OperatorSpec operator, List<EdgeSpec> edges, boolean idleAdvance, JobBoardFactory board) {
        return new HostSpec(
                name, operator, List.of(), edges, true, idleAdvance, board, NO_LIMIT, StateStore.MEMORY, null);
    }
}
