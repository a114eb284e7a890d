package dev.freshet.bolts;

import dev.freshet.core.operator.FilterSpec;
import dev.freshet.storm.EdgeSpec;
import java.util.List;

/** Keeps the rows for which a predicate is TRUE. */
public class FilterBolt extends OperatorBolt {
    /** @param edges where the rows go */
    public FilterBolt(String name, FilterSpec filter, EdgeSpec... edges) {
        super(HostSpec.stateless(name, filter, List.of(edges), NoBoard.INSTANCE));
    }
}
