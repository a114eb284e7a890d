package dev.freshet.spouts.source;

import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.storm.EdgeSpec;
import java.io.Serializable;
import java.util.List;

/**
 * One way that decoded batches take out of a source task.
 *
 * @param chain stateless operators that the batch goes through in the task, in this order; what the last emits on its main
 *     port is sent
 * @param edges where it is sent, the same rows on each
 */
public record Branch(List<OperatorSpec> chain, List<EdgeSpec> edges) implements Serializable {
    public Branch {
        chain = List.copyOf(chain);
        edges = List.copyOf(edges);
        if (edges.isEmpty()) {
            throw new IllegalArgumentException("a branch leads somewhere");
        }
    }

    /** A branch with one edge. */
    public Branch(List<OperatorSpec> chain, EdgeSpec edge) {
        this(chain, List.of(edge));
    }
}
