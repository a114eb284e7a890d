package dev.freshet.bolts;

import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.window.RollingCount;
import dev.freshet.core.window.WindowSpec;
import dev.freshet.storm.EdgeSpec;
import java.util.List;

/** Counts rows by key over windows that roll: a minute every ten seconds. Its input is partitioned by the key's columns. */
public class RollingCountBolt extends WindowBolt {
    /**
     * @param keys the key's columns, over the input schema
     * @param window size and slide
     * @param input the rows
     * @param count the name of the result's column
     * @param edges where the results go
     */
    public RollingCountBolt(
            String name, List<NamedExpr> keys, WindowSpec window, Schema input, String count, EdgeSpec... edges) {
        super(name, RollingCount.of(keys, window, count, input), edges);
    }
}
