package dev.freshet.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.ExprErrors;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random expressions over random rows: the same values and the same failures as DuckDB, and the same by row, by selection
 * and over dictionaries. {@code -Dfreshet.fuzz.cases=N} and {@code -Dfreshet.fuzz.seed=N} set how many and which.
 */
class ExpressionFuzz {
    private static final int ROWS = 14;
    private static final int DEPTH = 3;
    static final Schema SCHEMA = Schema.of(
            Field.nullable("i", Type.BIGINT),
            Field.nullable("j", Type.BIGINT),
            Field.nullable("x", Type.DOUBLE),
            Field.nullable("y", Type.DOUBLE),
            Field.nullable("s", Type.VARCHAR),
            Field.nullable("t", Type.VARCHAR),
            Field.nullable("b", Type.BOOLEAN),
            Field.nullable("c", Type.BOOLEAN),
            Field.nullable("ts", Type.TIMESTAMP),
            Field.nullable("us", Type.TIMESTAMP));

    @Test
    void agreesWithDuckDb() throws SQLException {
        int cases = Integer.getInteger("freshet.fuzz.cases", 300);
        long seed = Long.getLong("freshet.fuzz.seed", 20261122L);
        int failures = 0;
        try (DuckOracle duck = new DuckOracle()) {
            Random random = new Random(seed);
            List<@Nullable Object[]> rows = List.of();
            for (int n = 0; n < cases; n++) {
                if (n % 50 == 0) {
                    rows = rows(random);
                    duck.load(
                            columns(),
                            rows.stream().map(ExpressionFuzz::literals).toList());
                }
                RandomExpression expressions = new RandomExpression(random);
                Type type = expressions.type();
                RandomExpression.Pair pair = expressions.of(type, 1 + random.nextInt(DEPTH));
                String what = "seed " + seed + ", case " + n + ": " + pair.ours() + "\n  DuckDB: " + pair.duck();
                failures += check(duck, rows, type, pair, what, random);
            }
        }
        assertThat(failures)
                .as("rows that failed, so that failures are compared at all")
                .isPositive();
    }

    private static int check(
            DuckOracle duck,
            List<@Nullable Object[]> rows,
            Type type,
            RandomExpression.Pair pair,
            String what,
            Random random)
            throws SQLException {
        String query = type == Type.TIMESTAMP ? "epoch_ms(" + pair.duck() + ")" : pair.duck();
        List<@Nullable Object> expected = duck.evaluate(query, rows.size());
        Expr expr = parse(pair.ours(), what);
        Evaluator evaluator = Evaluator.of(expr);
        Batch batch = Rows.batch(SCHEMA, rows);
        Rows.Outcome whole = Rows.evaluate(evaluator, batch);
        for (int row = 0; row < rows.size(); row++) {
            Object ours = verdict(whole.values().get(row));
            assertThat(agree(ours, expected.get(row)))
                    .as(
                            "%s\n  row %s: %s\n  ours %s, DuckDB %s",
                            what,
                            row,
                            Arrays.toString(rows.get(row)),
                            whole.values().get(row),
                            expected.get(row))
                    .isTrue();
            Rows.Outcome alone =
                    Rows.evaluate(evaluator, Rows.batch(SCHEMA, List.<@Nullable Object[]>of(rows.get(row))));
            assertThat(alone.values().get(0))
                    .as("%s\n  row %s alone", what, row)
                    .isEqualTo(whole.values().get(row));
        }
        assertThat(Rows.evaluate(evaluator, withDictionaries(batch)).values())
                .as("%s\n  with dictionaries", what)
                .isEqualTo(whole.values());
        int[] selection =
                random.ints(0, rows.size()).limit(5).distinct().sorted().toArray();
        List<@Nullable Object> selected = Rows.evaluate(evaluator, batch.select(selection, selection.length))
                .values();
        for (int i = 0; i < selection.length; i++) {
            assertThat(selected.get(i))
                    .as("%s\n  selected row %s", what, selection[i])
                    .isEqualTo(whole.values().get(selection[i]));
        }
        assertThat(parse(expr.toString(), what))
                .as("%s\n  printed as %s", what, expr)
                .hasToString(expr.toString());
        if (!ExprErrors.canFail(expr)) {
            assertThat(whole.errors()).as("%s\n  cannot fail", what).isEmpty();
        }
        return whole.errors().size();
    }

    private static Expr parse(String text, String what) {
        try {
            return ExpressionParser.parse(text, SCHEMA);
        } catch (ExpressionException e) {
            throw new AssertionError(what, e);
        }
    }

    private static @Nullable Object verdict(@Nullable Object value) {
        return value instanceof String text && text.startsWith("ERROR ") ? DuckOracle.FAILED : value;
    }

    private static boolean agree(@Nullable Object ours, @Nullable Object theirs) {
        if (ours instanceof Double a && theirs instanceof Double b) {
            return a.doubleValue() == b.doubleValue() || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
        }
        return ours == null ? theirs == null : ours.equals(theirs);
    }

    private static Batch withDictionaries(Batch batch) {
        Column[] columns = new Column[SCHEMA.size()];
        for (int i = 0; i < columns.length; i++) {
            Column column = batch.column(i);
            columns[i] = column instanceof BytesColumn text ? dictionary(text, batch.physicalRows()) : column;
        }
        return batch.withColumns(SCHEMA, columns);
    }

    private static Column dictionary(BytesColumn plain, int rows) {
        Map<String, Integer> entries = new HashMap<>();
        List<String> texts = new ArrayList<>();
        int[] codes = new int[rows];
        for (int row = 0; row < rows; row++) {
            String text = plain.isNull(row) ? "" : plain.text(row);
            codes[row] = entries.computeIfAbsent(text, added -> {
                texts.add(added);
                return texts.size() - 1;
            });
        }
        int[] offsets = new int[texts.size() + 1];
        byte[] data = String.join("", texts).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < texts.size(); i++) {
            offsets[i + 1] = offsets[i] + texts.get(i).getBytes(StandardCharsets.UTF_8).length;
        }
        return new BytesColumn(Type.VARCHAR, data, offsets, codes, plain.nulls());
    }

    private static List<@Nullable Object[]> rows(Random random) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int n = 0; n < ROWS; n++) {
            @Nullable Object[] row = new Object[SCHEMA.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextInt(6) == 0 ? null : value(SCHEMA.field(i).type(), random);
            }
            rows.add(row);
        }
        return rows;
    }

    private static Object value(Type type, Random random) {
        return switch (type) {
            case BOOLEAN -> random.nextBoolean();
            case BIGINT ->
                switch (random.nextInt(5)) {
                    case 0 -> random.nextLong();
                    case 1 -> random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE;
                    default -> (long) random.nextInt(21) - 10;
                };
            case DOUBLE ->
                switch (random.nextInt(5)) {
                    case 0 -> random.nextGaussian() * 1e300;
                    case 1 -> random.nextBoolean() ? Double.MAX_VALUE : Double.MIN_VALUE;
                    case 2 -> random.nextInt(9) / 2.0 - 2;
                    default -> random.nextGaussian() * 100;
                };
            case TIMESTAMP ->
                switch (random.nextInt(4)) {
                    case 0 -> random.nextLong(-62_135_596_800_000L, 253_402_300_799_999L);
                    case 1 -> random.nextLong(-100_000_000_000L, 100_000_000_000L);
                    default -> random.nextLong(1_500_000_000_000L, 1_800_000_000_000L);
                };
            default -> RandomExpression.TEXTS.get(random.nextInt(RandomExpression.TEXTS.size()));
        };
    }

    private static String columns() {
        List<String> columns = new ArrayList<>();
        for (Field field : SCHEMA.fields()) {
            columns.add(field.name() + " " + field.type());
        }
        return String.join(", ", columns);
    }

    private static String literals(@Nullable Object[] row) {
        List<String> literals = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
            Object value = row[i];
            String text = "'" + String.valueOf(value).replace("'", "''") + "'";
            boolean moment = SCHEMA.field(i).type() == Type.TIMESTAMP;
            literals.add(value == null ? "NULL" : moment ? "epoch_ms(" + value + "::BIGINT)" : text);
        }
        return String.join(", ", literals);
    }
}
