package dev.freshet.core.expr;

import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * Typed expressions as bytes, so that one can be handed to a job that runs. A node is its kind, then: of a column name, type
 * and nullability; of a constant type and value; of a call function, type, nullability and arguments. Types and functions go
 * by name, and columns are found by name, so a reader with other columns says so instead of reading the wrong one.
 */
public final class ExprCodec {
    private static final int COLUMN = 0;
    private static final int LITERAL = 1;
    private static final int CALL = 2;
    private static final int MAX_DEPTH = 1000;

    private ExprCodec() {}

    public static void write(Expr expr, StateOutput out) {
        if (expr instanceof Expr.Column column) {
            head(out, COLUMN, column.type());
            out.putText(column.name());
            out.putUnsigned(column.nullable() ? 1 : 0);
        } else if (expr instanceof Expr.Literal literal) {
            head(out, LITERAL, literal.type());
            value(literal, out);
        } else if (expr instanceof Expr.Call call) {
            head(out, CALL, call.type());
            out.putText(call.function().name());
            out.putUnsigned(call.nullable() ? 1 : 0);
            out.putUnsigned(call.arguments().size());
            call.arguments().forEach(argument -> write(argument, out));
        }
    }

    /**
     * Reads an expression over the columns of a schema.
     *
     * @throws IllegalArgumentException where the schema has no such column, or it or a function is another than was written
     * @throws IllegalStateException where the bytes are damaged
     */
    public static Expr read(StateInput in, Schema schema) {
        return read(in, schema, 0);
    }

    private static Expr read(StateInput in, Schema schema, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalStateException("an expression is deeper than " + MAX_DEPTH);
        }
        long kind = in.getUnsigned();
        Type type = Type.valueOf(in.getText());
        if (kind == COLUMN) {
            return column(in.getText(), type, in.getUnsigned() != 0, schema);
        }
        if (kind == LITERAL) {
            return literal(in, type);
        }
        if (kind != CALL) {
            throw new IllegalArgumentException("no kind of expression " + kind);
        }
        Function function = Function.valueOf(in.getText());
        boolean nullable = in.getUnsigned() != 0;
        long count = in.getUnsigned();
        List<Expr> arguments = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            arguments.add(read(in, schema, depth + 1));
        }
        return new Expr.Call(function, arguments, type, nullable);
    }

    private static Expr column(String name, Type type, boolean nullable, Schema schema) {
        int index = schema.requireIndex(name);
        Field field = schema.field(index);
        if (field.type() != type || field.nullable() != nullable) {
            throw new IllegalArgumentException("column '" + field + "' was " + new Field(name, type, nullable));
        }
        return new Expr.Column(index, name, type, nullable);
    }

    private static void head(StateOutput out, int kind, Type type) {
        out.putUnsigned(kind);
        out.putText(type.name());
    }

    private static void value(Expr.Literal literal, StateOutput out) {
        out.putUnsigned(literal.value() == null ? 0 : 1);
        if (literal.value() instanceof Long value) {
            out.putLong(value);
        } else if (literal.value() instanceof Double value) {
            out.putFixed(Double.doubleToRawLongBits(value));
        } else if (literal.value() instanceof Boolean value) {
            out.putUnsigned(value ? 1 : 0);
        } else if (literal.value() instanceof String value) {
            out.putText(value);
        }
    }

    private static Expr.Literal literal(StateInput in, Type type) {
        if (in.getUnsigned() == 0) {
            return new Expr.Literal(type, null);
        }
        return new Expr.Literal(
                type,
                switch (type) {
                    case BIGINT, TIMESTAMP -> (Long) in.getLong();
                    case DOUBLE -> (Double) Double.longBitsToDouble(in.getFixed());
                    case BOOLEAN -> (Boolean) (in.getUnsigned() != 0);
                    case VARCHAR, VARBINARY -> in.getText();
                });
    }
}
