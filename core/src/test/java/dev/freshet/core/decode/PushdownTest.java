package dev.freshet.core.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.decode.scan.FieldTests;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.Function;
import dev.freshet.core.expr.RowErrors;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class PushdownTest {
    private static final List<FieldSpec> FIELDS = List.of(
            field(Field.required("text", Type.VARCHAR)),
            field(Field.required("n", Type.BIGINT)),
            field(Field.required("ts", Type.TIMESTAMP)));
    private static final Expr N = new Expr.Column(1, "n", Type.BIGINT, false);
    private static final Expr POSITIVE = new Expr.Call(Function.NOT, List.of(N), Type.BOOLEAN, false);
    private static final String[] RECORDS = {
        "{\"ts\":10,\"n\":1,\"text\":\"a\"}",
        "{\"ts\":30,\"n\":-1,\"text\":\"b\"}",
        "{\"ts\":20,\"n\":0,\"text\":\"c\"}",
        "{\"ts\":40,\"n\":-1,\"text\":7}",
        "{\"ts\":50,\"n\":2,\"text\":7}",
        "{\"ts\":60,\"n\":3.0,\"text\":\"\\u0064\"}",
        "{\"ts\":15,\"text\":\"e\"}"
    };

    /** Keeps positive numbers; fails for 0. Stands for any predicate over the one column that it needs. */
    private record Positive(Expr expr) implements Evaluator {
        @Override
        public Column evaluate(Batch batch, RowErrors errors) {
            throw new AssertionError("only filtering is asked for");
        }

        @Override
        public Batch filter(Batch batch, RowErrors errors) {
            Expr.Column column = (Expr.Column) ((Expr.Call) expr).arguments().get(0);
            LongColumn numbers = batch.longs(column.index());
            int[] rows = new int[batch.size()];
            int count = 0;
            for (int row = 0; row < batch.size(); row++) {
                if (numbers.get(row) == 0) {
                    errors.error(row, "division by zero in 1 / n");
                } else if (numbers.get(row) > 0) {
                    rows[count++] = row;
                }
            }
            return batch.select(rows, count);
        }
    }

    @Test
    void evaluatesThePredicateBeforeTheRestIsConverted() {
        Decoding decoding = new Decoding(Decoders.create(spec(POSITIVE), Positive::new), 0).decode(RECORDS);
        assertThat(decoding.rows).containsExactly(List.of("a", 1L, 10L), List.of("d", 3L, 60L));
        assertThat(decoding.decoder.filtered()).isEqualTo(2);
        assertThat(decoding.rejected).containsOnlyKeys(2L, 4L, 6L);
        assertThat(decoding.rejected.get(2L)).isEqualTo("EXPRESSION: division by zero in 1 / n");
        assertThat(decoding.rejected.get(4L)).startsWith("WRONG_TYPE");
        assertThat(decoding.rejected.get(6L)).startsWith("MISSING_FIELD");
    }

    @Test
    void observesTheTimesOfFilteredRecords() {
        Decoding decoding = new Decoding(Decoders.create(spec(POSITIVE), Positive::new), 0).decode(RECORDS);
        assertThat(decoding.watermarks).containsExactly(Long.MIN_VALUE, 50L);
        Decoding early = early(POSITIVE).decode(RECORDS);
        assertThat(early.watermarks).endsWith(50L);
        assertThat(early.clock.maxEventTimeMs()).isEqualTo(60);
    }

    @Test
    void leavesRecordsWhoseConditionIsFalse() {
        Decoding decoding = early(POSITIVE).decode(RECORDS).decode("{\"ts\":70,\"n\":-5,\"text\":<unread>");
        assertThat(decoding.rows).containsExactly(List.of("a", 1L, 10L), List.of("d", 3L, 60L));
        assertThat(decoding.decoder.filtered()).isEqualTo(4);
        assertThat(decoding.rejected).containsOnlyKeys(4L, 6L);
        assertThat(decoding.clock.maxEventTimeMs()).isEqualTo(70);
    }

    @Test
    void goesOnToTheTimeOfARecordWhoseConditionIsFalse() {
        Decoding decoding =
                early(POSITIVE).decode("{\"n\":-5,\"text\":\"x\",\"ts\":70,<unread>", "{\"n\":-5}", "{\"n\":-5");
        assertThat(decoding.decoder.filtered()).isEqualTo(1);
        assertThat(decoding.rejected.get(1L)).startsWith("MISSING_TIME");
        assertThat(decoding.rejected.get(2L)).startsWith("TRUNCATED");
    }

    @Test
    void testsTextsWithEscapesAndMissingOnes() {
        Expr text = new Expr.Column(0, "text", Type.VARCHAR, true);
        Decoder decoder = Decoders.create(
                spec(text),
                Decoding::noEvaluator,
                conjunct -> new FieldCondition(0, FieldTests.textIn(List.of("d", "\u00e4"), true)));
        Decoding decoding = new Decoding(decoder, 0)
                .decode(RECORDS)
                .decode("{\"ts\":1,\"n\":1}", "{\"ts\":1,\"n\":1,\"text\":null}");
        assertThat(decoding.rows).containsExactly(List.of("d", 3L, 60L));
        assertThat(decoding.decoder.filtered()).isEqualTo(6);
    }

    private static Decoding early(Expr predicate) {
        Decoder decoder = Decoders.create(
                spec(predicate),
                Decoding::noEvaluator,
                conjunct -> new FieldCondition(1, FieldTests.longBetween(1, Long.MAX_VALUE, false)));
        return new Decoding(decoder, 0);
    }

    private static DecoderSpec spec(Expr predicate) {
        return new DecoderSpec(new InputFormat.Json(), FIELDS, "ts", new int[] {0, 1, 2}, predicate, 1000);
    }

    private static FieldSpec field(Field field) {
        return new FieldSpec(field, field.name(), TimeFormat.Epoch.MILLIS);
    }
}
