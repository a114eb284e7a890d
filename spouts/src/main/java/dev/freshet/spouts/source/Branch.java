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
 * @param edge where it is sent
 */
public record Branch(List<OperatorSpec> chain, EdgeSpec edge) implements Serializable {
    public Branch {
        chain = List.copyOf(chain);
    }
}
