package dev.freshet.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Column;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {
    private static final Schema SCHEMA = Schema.of(
            Field.nullable("a", Type.BIGINT),
            Field.nullable("b", Type.BIGINT),
            Field.nullable("x", Type.DOUBLE),
            Field.nullable("s", Type.VARCHAR),
            Field.nullable("ts", Type.TIMESTAMP),
            Field.nullable("ok", Type.BOOLEAN));

    private static Batch rows(@Nullable Object[]... rows) {
        return Rows.batch(SCHEMA, List.of(rows));
    }

    private static Expr parse(String text) {
        return ExpressionParser.parse(text, SCHEMA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a + b",
                "a % b",
                "-a",
                "abs(x)",
                "round(x, 2)",
                "power(x, x)",
                "ln(x)",
                "lower(s)",
                "substring(s, a)",
                "position('a' in s)",
                "trim(s)",
                "s || 'a'",
                "char_length(s)",
                "replace(s, 'a', 'b')",
                "split_index(s, ',', 0)",
                "starts_with(s, 'a')",
                "s like 'a'",
                "s rlike 'a+'",
                "regexp_extract(s, 'a')",
                "cast(s as double)",
                "try_cast(s as bigint)",
                "cast(a as varchar)",
                "extract(hour from ts)",
                "floor(ts to day)",
                "ts + a",
                "time_bucket(1000, ts)",
                "ts - interval '1' year",
                "h3_cell(x, x, 5)",
                "geohash(x, x, 5)",
                "grid_cell(x, x, 1)",
                "haversine_m(x, x, x, x)",
                "ip_prefix(s, 24)",
                "a = b",
                "s < 'b'",
                "ok = true",
                "not ok",
                "a in (1, 2)",
                "s in ('a')",
                "x between 1 and 2",
                "nullif(a, 1)",
                "case when ok then a end",
                "coalesce(a, b)"
            })
    void ofNullsIsNullAndNoError(String text) {
        Rows.Outcome outcome = Rows.evaluate(parse(text), rows(new Object[6], new Object[6]));
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.values()).containsOnlyNulls();
    }

    @Test
    void aRowFailsOnceAndOthersGoOn() {
        Batch batch = rows(
                new Object[] {1L, 0L, 0.0, "x", null, true},
                new Object[] {9L, 3L, 2.0, "7", null, true},
                new Object[] {Long.MIN_VALUE, -1L, 1.0, "", null, false});
        assertThat(Rows.evaluate(parse("a / b + a / b + cast(s as bigint)"), batch)
                        .values())
                .containsExactly(
                        "ERROR division by zero in a / b (1 / 0)",
                        13L,
                        "ERROR BIGINT overflow in a / b (-9223372036854775808 / -1)");
        assertThat(Rows.evaluate(parse("cast(s as bigint)"), batch).errors())
                .containsEntry(0, "cannot cast 'x' to BIGINT")
                .containsEntry(2, "cannot cast '' to BIGINT");
    }

    @Test
    void computesOnlyWhatIsNeeded() {
        Batch batch = rows(
                new Object[] {6L, 0L, null, null, null, null},
                new Object[] {6L, 2L, null, null, null, null},
                new Object[] {6L, null, null, null, null, null});
        assertThat(Rows.evaluate(parse("b = 0 OR a / b = 3"), batch).values()).containsExactly(true, true, null);
        assertThat(Rows.evaluate(parse("CASE WHEN b = 0 THEN -1 ELSE a / b END"), batch)
                        .values())
                .containsExactly(-1L, 3L, null);
        assertThat(Rows.evaluate(parse("COALESCE(NULLIF(b, 0), 6 / (b + 1))"), batch)
                        .values())
                .containsExactly(6L, 2L, null);
        assertThat(Rows.evaluate(parse("FALSE AND 1 / 0 = 1"), batch).values()).containsExactly(false, false, false);
    }

    /** A test that stands twice is computed once for a batch, and again for the next. */
    @Test
    void whatIsSharedIsOfOneBatch() {
        Evaluator evaluator = Evaluator.of(parse("s LIKE '%b%' AND a = 1 OR s LIKE '%b%' AND a = 2"));
        List<Boolean> kept = new ArrayList<>();
        for (String text : List.of("abc", "xyz", "b", "")) {
            Batch batch = rows(new Object[] {2L, null, null, text, null, null});
            assertThat(Rows.evaluate(evaluator, batch).values()).containsExactly(text.contains("b"));
            kept.add(!evaluator
                    .filter(batch, (row, message) -> Assertions.fail(message))
                    .isEmpty());
        }
        assertThat(kept).containsExactly(true, false, true, false);
    }

    @Test
    void respectsTheSelection() {
        Batch batch = rows(
                new Object[] {1L, 0L, null, "a", null, null},
                new Object[] {4L, 2L, null, "b", null, null},
                new Object[] {1L, 0L, null, "c", null, null},
                new Object[] {6L, 2L, null, "d", null, null});
        Batch some = batch.select(new int[] {1, 3}, 2);
        assertThat(Rows.evaluate(parse("a / b"), some).values()).containsExactly(2L, 3L);
        assertThat(Rows.evaluate(parse("upper(s)"), some).values()).containsExactly("B", "D");
        Batch kept = Evaluator.of(parse("a / b > 2")).filter(some, (row, message) -> Assertions.fail(message));
        assertThat(kept.selection()).startsWith(3);
        assertThat(kept.size()).isEqualTo(1);
        Evaluator all = Evaluator.of(parse("b = 2"));
        assertThat(all.filter(some, (row, message) -> Assertions.fail(message))).isSameAs(some);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a + 1", "s || '!'", "a > 1", "x * 2", "coalesce(a, 7)", "nullif(s, 'a')", "a", "ts + 1", "1"})
    void aColumnIsTheCallersForGood(String text) {
        Evaluator evaluator = Evaluator.of(parse(text));
        Batch first =
                rows(new Object[] {1L, null, 1.5, "a", 5L, null}, new Object[] {null, null, null, null, null, null});
        Batch second =
                rows(new Object[] {null, null, null, null, null, null}, new Object[] {8L, null, 9.5, "zzz", 6L, null});
        Column column = evaluator.evaluate(first, (row, message) -> Assertions.fail(message));
        List<@Nullable Object> before = new ArrayList<>(List.of());
        before.add(column.value(0));
        before.add(column.value(1));
        evaluator.evaluate(second, (row, message) -> Assertions.fail(message));
        assertThat(column.value(0)).isEqualTo(before.get(0));
        assertThat(column.value(1)).isEqualTo(before.get(1));
    }

    @Test
    void survivesSerialization() throws IOException, ClassNotFoundException {
        Expr expr = parse("CASE WHEN s RLIKE '^a' AND a IN (1, 2) THEN x + 1 ELSE CAST(s AS DOUBLE) END");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(expr);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Object copy = in.readObject();
            assertThat(copy).isEqualTo(expr).hasToString(expr.toString());
        }
    }

    @Test
    void hostilePatternsTakeLinearTime() {
        String text = "a".repeat(50_000) + "b";
        Batch batch = rows(new Object[] {null, null, null, text, null, null});
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(Rows.evaluate(parse("s rlike '^(a+)+$'"), batch).values())
                    .containsExactly(false);
            assertThat(Rows.evaluate(parse("s rlike '(a|a)*c'"), batch).values())
                    .containsExactly(false);
            assertThat(Rows.evaluate(parse("s like '%a%a%a%a%a%c'"), batch).values())
                    .containsExactly(false);
        });
    }

    @Test
    void aFailedRowIsNeverKept() {
        Batch batch =
                rows(new Object[] {1L, 0L, null, null, null, null}, new Object[] {1L, 1L, null, null, null, null});
        Map<Integer, String> errors = new TreeMap<>();
        Batch kept = Evaluator.of(parse("(a / b) IS NULL OR a = 1")).filter(batch, errors::put);
        assertThat(errors).containsOnlyKeys(0);
        assertThat(kept.size()).isEqualTo(1);
        assertThat(kept.row(0)).isEqualTo(1);
    }
}
