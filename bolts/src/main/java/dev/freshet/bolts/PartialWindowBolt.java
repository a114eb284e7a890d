package dev.freshet.bolts;

import dev.freshet.core.window.WindowAggregateSpec;
import dev.freshet.storm.EdgeSpec;
import java.util.List;

/**
 * Shrinks each batch to a row a key and pane, before the rows cross the network; {@link WindowBolt#ofPartials} comes behind
 * it.
 */
public class PartialWindowBolt extends OperatorBolt {
    /** @param stream the stream by which the partial rows go, by key */
    public PartialWindowBolt(String name, WindowAggregateSpec spec, String stream) {
        super(HostSpec.stateless(
                name, spec.partial(), List.of(EdgeSpec.keyed(stream, spec.keyColumns())), NoBoard.INSTANCE));
    }
}
