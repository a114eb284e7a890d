package dev.freshet.core.expr;

import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A typed expression over the columns of a schema, as data: made and checked at submission, shipped to the workers,
 * evaluated there by {@link Evaluator}. Its text is SQL.
 */
public sealed interface Expr extends Serializable {
    /** The type of the values. */
    Type type();

    /** Whether a value may be missing. */
    boolean nullable();

    /** The column of that name; fails with the names there are. */
    static Column column(Schema schema, String name) {
        int index = schema.requireIndex(name);
        Field field = schema.field(index);
        return new Column(index, name, field.type(), field.nullable());
    }

    /**
     * A call with its type and nullability found out, and whole numbers made DOUBLE where that is wanted.
     *
     * @throws IllegalArgumentException where the function does not take such arguments: the message says why
     */
    static Expr call(Function function, List<Expr> arguments) {
        return Typing.call(function, arguments);
    }

    /** As {@link #call(Function, List)}. */
    static Expr call(Function function, Expr... arguments) {
        return Typing.call(function, List.of(arguments));
    }

    /**
     * The conversion of a value to a type; the value itself where it has that type.
     *
     * @throws IllegalArgumentException where there is no such conversion
     */
    static Expr cast(Expr value, Type type) {
        return Typing.cast(Function.CAST, value, type);
    }

    /** As {@link #cast}, with NULL for what cannot be converted. */
    static Expr tryCast(Expr value, Type type) {
        return Typing.cast(Function.TRY_CAST, value, type);
    }

    /** The same over a schema with columns of the same names in other places. */
    default Expr over(Schema target) {
        if (this instanceof Column column) {
            return new Column(target.requireIndex(column.name()), column.name(), column.type(), column.nullable());
        }
        if (this instanceof Call call) {
            return new Call(
                    call.function(),
                    call.arguments().stream()
                            .map(argument -> argument.over(target))
                            .toList(),
                    call.type(),
                    call.nullable());
        }
        return this;
    }

    /**
     * The value of a column.
     *
     * @param index the column's position in the schema
     */
    record Column(int index, String name, Type type, boolean nullable) implements Expr {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /**
     * A constant.
     *
     * @param value Boolean, Long (BIGINT, and TIMESTAMP in epoch ms), Double or String, as the type says; null for NULL
     */
    record Literal(Type type, @Nullable Serializable value) implements Expr {
        public static final Literal NULL = new Literal(Type.VARCHAR, null);

        public static Literal of(long value) {
            return new Literal(Type.BIGINT, value);
        }

        public static Literal of(double value) {
            return new Literal(Type.DOUBLE, value);
        }

        public static Literal of(boolean value) {
            return new Literal(Type.BOOLEAN, value);
        }

        public static Literal of(String value) {
            return new Literal(Type.VARCHAR, value);
        }

        public static Literal timestamp(long epochMs) {
            return new Literal(Type.TIMESTAMP, epochMs);
        }

        @Override
        public boolean nullable() {
            return value == null;
        }

        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /**
     * A function of other expressions; {@link Expr#call} makes one with the type found out.
     *
     * @param arguments already of the types that the function takes: casts stand in the tree
     */
    record Call(Function function, List<Expr> arguments, Type type, boolean nullable) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }
}
