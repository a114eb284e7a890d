package dev.freshet.core.pattern;

import dev.freshet.core.expr.Expr;
import java.io.Serializable;

/**
 * A value of a row before, for conditions that look back.
 *
 * @param name of the column that it becomes
 * @param expr over the input schema
 * @param rows how many rows before among those of the key, from 1 to {@link #FARTHEST}
 */
public record EarlierValue(String name, Expr expr, int rows) implements Serializable {
    /** How far back a condition may look, in rows. */
    public static final int FARTHEST = 100;

    public EarlierValue {
        if (rows < 1 || rows > FARTHEST) {
            throw new IllegalArgumentException(
                    "a condition looks at 1 to " + FARTHEST + " rows before (" + name + " at " + rows + ")");
        }
    }
}
