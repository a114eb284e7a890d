package dev.freshet.core.decode;

import dev.freshet.core.decode.scan.FieldTest;
import dev.freshet.core.expr.Expr;
import org.jspecify.annotations.Nullable;

/**
 * A conjunct of a predicate as a test of one field's bytes.
 *
 * @param column the field's position in the projected schema
 */
public record FieldCondition(int column, FieldTest test) {
    /** Finds conjuncts that are conditions on one field. */
    @FunctionalInterface
    public interface Compiler {
        /** The conjunct as a condition that means exactly the same and cannot fail; null if it is none. */
        @Nullable
        FieldCondition compile(Expr conjunct);
    }
}
