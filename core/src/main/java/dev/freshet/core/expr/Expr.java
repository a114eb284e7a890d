package dev.freshet.core.expr;

import dev.freshet.core.schema.Type;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A typed expression over the columns of a schema, as data: made and checked at submission, shipped to the workers,
 * evaluated there by {@link Evaluator}.
 */
public sealed interface Expr extends Serializable {
    /** The type of the values. */
    Type type();

    /** Whether a value may be missing. */
    boolean nullable();

    /**
     * The value of a column.
     *
     * @param index the column's position in the schema
     */
    record Column(int index, String name, Type type, boolean nullable) implements Expr {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A constant.
     *
     * @param value Boolean, Long (BIGINT, and TIMESTAMP in epoch ms), Double or String, as the type says; null for NULL
     */
    record Literal(Type type, @Nullable Serializable value) implements Expr {
        @Override
        public boolean nullable() {
            return value == null;
        }

        @Override
        public String toString() {
            return value instanceof String text ? "'" + text.replace("'", "''") + "'" : String.valueOf(value);
        }
    }

    /**
     * A function of other expressions.
     *
     * @param arguments already of the types that the function takes: casts stand in the tree
     */
    record Call(Function function, List<Expr> arguments, Type type, boolean nullable) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            return function + arguments.stream().map(Expr::toString).collect(Collectors.joining(", ", "(", ")"));
        }
    }
}
