package dev.freshet.core.expr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random tests of a text and a number, many of them the same, put together by AND, OR, NOT and CASE: evaluated together over
 * batches with selections, against SQL's three-valued logic a row at a time.
 */
class EvaluatorsFuzz {
    private static final int ROUNDS = Integer.getInteger("freshet.fuzz.rounds", 60);
    private static final Schema SCHEMA =
            new Schema(List.of(Field.nullable("s", Type.VARCHAR), Field.nullable("x", Type.DOUBLE)));
    private static final String[] REGEXES = {"^a+b", "b(a|c)", "c$", "a.c"};

    @Test
    void agreeWithThreeValuedLogic() {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            Random random = new Random(seed);
            List<Expr> exprs = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Expr test = test(random, 3);
                exprs.add(random.nextBoolean() ? test : presence(test, random));
            }
            Evaluators evaluators = Evaluators.of(exprs);
            for (int batch = 0; batch < 4; batch++) {
                check("seed " + seed, exprs, evaluators, batch(random));
            }
        }
    }

    private static void check(String seed, List<Expr> exprs, Evaluators evaluators, Batch batch) {
        Column[] columns = evaluators.evaluate(batch, (row, message) -> {
            throw new AssertionError(seed + ": " + message);
        });
        Column[] again = evaluators.evaluate(batch(new Random(7)), (row, message) -> {});
        assertThat(again).hasSameSizeAs(columns);
        for (int e = 0; e < columns.length; e++) {
            for (int i = 0; i < batch.size(); i++) {
                int row = batch.row(i);
                assertThat(columns[e].value(row))
                        .as("%s: %s of s = %s, x = %s", seed, exprs.get(e), value(batch, 0, row), value(batch, 1, row))
                        .isEqualTo(model(exprs.get(e), batch, row));
            }
        }
    }

    private static Expr test(Random random, int depth) {
        Expr text = Expr.column(SCHEMA, "s");
        if (depth == 0 || random.nextInt(4) == 0) {
            return random.nextInt(3) == 0
                    ? Expr.call(Function.GT, Expr.column(SCHEMA, "x"), Expr.Literal.of(random.nextInt(3) * 1.0))
                    : Expr.call(Function.REGEXP_LIKE, text, Expr.Literal.of(REGEXES[random.nextInt(REGEXES.length)]));
        }
        if (random.nextInt(4) == 0) {
            return Expr.call(Function.NOT, test(random, depth - 1));
        }
        Function logic = random.nextBoolean() ? Function.AND : Function.OR;
        return Expr.call(logic, test(random, depth - 1), test(random, depth - 1), test(random, depth - 1));
    }

    private static Expr presence(Expr test, Random random) {
        Expr constant = switch (random.nextInt(3)) {
            case 0 -> Expr.Literal.of(1);
            case 1 -> Expr.Literal.of("yes");
            default -> Expr.Literal.of(2.5);
        };
        return Expr.call(Function.CASE, test, constant, new Expr.Literal(constant.type(), null));
    }

    private static Batch batch(Random random) {
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        int rows = 1 + random.nextInt(200);
        for (int row = 0; row < rows; row++) {
            if (random.nextInt(6) > 0) {
                StringBuilder text = new StringBuilder();
                for (int length = random.nextInt(7); length > 0; length--) {
                    text.append((char) ('a' + random.nextInt(3)));
                }
                byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                builder.putBytes(0, bytes, 0, bytes.length);
            }
            if (random.nextInt(6) > 0) {
                builder.putDouble(1, random.nextInt(4));
            }
            builder.endRow(row);
        }
        Batch batch = builder.build(Origin.DERIVED);
        int[] selected =
                random.ints(0, rows).limit(rows / 2).distinct().sorted().toArray();
        return random.nextBoolean() || selected.length == 0 ? batch : batch.select(selected, selected.length);
    }

    private static @Nullable Object value(Batch batch, int column, int row) {
        return batch.column(column).value(row);
    }

    private static @Nullable Object model(Expr expr, Batch batch, int row) {
        if (expr instanceof Expr.Column column) {
            return value(batch, column.index(), row);
        }
        if (expr instanceof Expr.Literal literal) {
            return literal.value();
        }
        Expr.Call call = (Expr.Call) expr;
        if (call.function() == Function.CASE) {
            boolean taken = Boolean.TRUE.equals(model(call.arguments().get(0), batch, row));
            return model(call.arguments().get(taken ? 1 : 2), batch, row);
        }
        if (call.function() == Function.AND || call.function() == Function.OR) {
            boolean decides = call.function() == Function.OR;
            boolean unknown = false;
            for (Expr argument : call.arguments()) {
                Object truth = model(argument, batch, row);
                if (truth != null && truth.equals(decides)) {
                    return decides;
                }
                unknown |= truth == null;
            }
            return unknown ? null : !decides;
        }
        Object first = model(call.arguments().get(0), batch, row);
        if (first == null) {
            return null;
        }
        return switch (call.function()) {
            case NOT -> !((Boolean) first);
            case GT -> (Double) first > number(model(call.arguments().get(1), batch, row));
            case REGEXP_LIKE ->
                Pattern.compile(String.valueOf(model(call.arguments().get(1), batch, row)))
                        .matcher((String) first)
                        .find();
            default -> throw new IllegalArgumentException(expr.toString());
        };
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
