package dev.freshet.core.pattern;

import dev.freshet.core.expr.Expr;
import java.io.Serializable;

/**
 * A value of a row of the match that is looked for, for conditions that look at what it has so far. The row that the condition is
 * about counts as one of its variable already. NULL where there is no such row.
 *
 * @param name of the column that it becomes
 * @param variable whose rows count; empty for all rows of the match
 * @param first whether it is counted from the first of these rows, else from the last one back
 * @param rows how many rows behind the first, or before the last, up to {@link #FARTHEST}
 * @param expr over the input schema
 */
public record MatchedValue(String name, String variable, boolean first, int rows, Expr expr) implements Serializable {
    /** How far from the first or the last row a condition may look. */
    public static final int FARTHEST = 10;

    public MatchedValue {
        if (rows < 0 || rows > FARTHEST) {
            throw new IllegalArgumentException("a condition looks at rows up to " + FARTHEST
                    + " from the first or the last (" + name + " at " + rows + ")");
        }
    }
}
