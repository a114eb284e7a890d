package dev.freshet.core.rule;

import dev.freshet.core.expr.Expr;
import dev.freshet.core.schema.Type;
import java.io.Serializable;

/**
 * A named predicate.
 *
 * @param id unique in its set
 * @param tag what its rows are marked with; empty for nothing
 * @param predicate BOOLEAN
 * @param text the predicate as it was written
 */
public record Rule(String id, String tag, Expr predicate, String text) implements Serializable {
    public Rule {
        if (predicate.type() != Type.BOOLEAN) {
            throw new IllegalArgumentException(
                    "rule '" + id + "' needs a BOOLEAN (" + predicate + " is " + predicate.type() + ")");
        }
    }
}
