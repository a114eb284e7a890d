package dev.freshet.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AggregatesTest {
    @Test
    void aCallThatMakesNoSenseIsRefusedByName() {
        refused(call(AggregateKind.SUM, Type.VARCHAR), "sum(x): sum does not take VARCHAR");
        refused(call(AggregateKind.AVG, Type.TIMESTAMP), "avg(x): avg does not take TIMESTAMP");
        refused(
                call(AggregateKind.QUANTILE, Type.DOUBLE, 1.5),
                "quantile(x, 1.5): quantile takes a constant rank from 0 to 1 here, not 1.5");
        refused(call(AggregateKind.QUANTILE, Type.DOUBLE), "quantile(x): quantile takes 1 parameters, not 0");
        refused(
                call(AggregateKind.TOP_K, Type.VARCHAR, 0.5),
                "top_k(x, 0.5): top_k takes a constant count from 1 to 100000 here, not 0.5");
        refused(
                new AggregateCall(
                        AggregateKind.COUNT, List.of(column(Type.BIGINT), column(Type.BIGINT)), List.of(), "n"),
                "count(x, x): count takes no argument or one, not 2");
        refused(call(AggregateKind.CORR, Type.DOUBLE), "corr(x): corr takes two arguments, not 1");
        refused(call(AggregateKind.BOOL_AND, Type.BIGINT), "bool_and(x): bool_and does not take BIGINT");
        refused(
                new AggregateCall(
                        AggregateKind.ARG_MIN, List.of(column(Type.BIGINT), column(Type.VARCHAR)), List.of(), "n"),
                "arg_min(x, x): arg_min does not take VARCHAR");
        refused(
                new AggregateCall(AggregateKind.LAST, List.of(column(Type.BIGINT)), List.of(), true, null, "n"),
                "last(DISTINCT x): last does not take DISTINCT");
        refused(
                new AggregateCall(AggregateKind.COUNT, List.of(), List.of(), false, column(Type.BIGINT), "n"),
                "count() FILTER (WHERE x): FILTER takes a condition, not BIGINT");
    }

    @Test
    void anEmptySlotHasNoResultButACount() {
        for (AggregateKind kind : EnumSet.complementOf(EnumSet.of(AggregateKind.USER))) {
            Aggregate aggregate = Aggregates.create(usual(kind));
            aggregate.ensureSlots(1);
            Object expected = kind.isCount() ? 0L : null;
            assertThat(result(aggregate, kind)).as(kind.name()).isEqualTo(expected);
            aggregate.merge(0, aggregate, 0);
            aggregate.clear(0);
            assertThat(result(aggregate, kind)).as(kind.name()).isEqualTo(expected);
        }
    }

    @Test
    void aLongSumMayLeaveTheRangeAndComeBack() {
        Aggregate sum = Aggregates.create(call(AggregateKind.SUM, Type.BIGINT));
        sum.ensureSlots(1);
        sum.accumulate(longs(Long.MAX_VALUE, 1), columns(longs(Long.MAX_VALUE, 1)), new int[2]);
        BatchBuilder out = new BatchBuilder(Schema.of(Field.nullable("result", Type.BIGINT)));
        assertThat(sum.lower(0, out, 0)).isEqualTo("sum(x) = 9223372036854775808 is beyond BIGINT");
        Batch less = longs(-1);
        sum.accumulate(less, columns(less), new int[1]);
        assertThat(sum.lower(0, out, 0)).isNull();
        assertThat(result(sum, AggregateKind.SUM)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void clearedSlotsLeaveNothingBehind() {
        for (AggregateKind kind : List.of(AggregateKind.COUNT_DISTINCT, AggregateKind.TOP_K)) {
            double[] parameters = kind == AggregateKind.TOP_K ? new double[] {2} : new double[0];
            Aggregate aggregate = Aggregates.create(call(kind, Type.VARCHAR, parameters));
            aggregate.ensureSlots(10);
            long after = 0;
            for (int round = 0; round < 50; round++) {
                BatchBuilder out = new BatchBuilder(Schema.of(Field.nullable("x", Type.VARCHAR)));
                int[] slots = new int[1000];
                for (int i = 0; i < slots.length; i++) {
                    out.putText(0, "value " + round + " " + i);
                    out.endRow(0);
                    slots[i] = i % 10;
                }
                Batch batch = out.build(Origin.DERIVED);
                aggregate.accumulate(batch, columns(batch), slots);
                for (int slot = 0; slot < 10; slot++) {
                    aggregate.clear(slot);
                }
                after = round == 5 ? aggregate.sizeBytes() : after;
            }
            assertThat(aggregate.sizeBytes()).isLessThanOrEqualTo(after);
        }
    }

    @Test
    void estimatesOfManyDistinctValuesAreWithinTheBound() {
        Aggregate estimate = Aggregates.create(call(AggregateKind.APPROX_DISTINCT, Type.BIGINT));
        estimate.ensureSlots(1);
        for (int from = 0; from < 200_000; from += 1000) {
            long[] values = new long[1000];
            for (int i = 0; i < values.length; i++) {
                values[i] = from + i;
            }
            Batch batch = longs(values);
            estimate.accumulate(batch, columns(batch), new int[1000]);
        }
        assertThat((Long) result(estimate, AggregateKind.APPROX_DISTINCT)).isBetween(190_000L, 210_000L);
    }

    @Test
    void anEstimateIsTheSameHoweverItsValuesWereMerged() {
        for (int distinct : new int[] {0, 1, 2, 15, 16, 17, 40, 3000}) {
            long[] values = new long[2 * distinct];
            int[] parts = new int[values.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = i % Math.max(1, distinct);
                parts[i] = i % 7;
            }
            Aggregate whole = Aggregates.create(call(AggregateKind.APPROX_DISTINCT, Type.BIGINT));
            whole.ensureSlots(1);
            Batch batch = longs(values);
            whole.accumulate(batch, columns(batch), new int[values.length]);
            Aggregate split = Aggregates.create(call(AggregateKind.APPROX_DISTINCT, Type.BIGINT));
            split.ensureSlots(7);
            split.accumulate(batch, columns(batch), parts);
            Aggregate merged = Aggregates.create(call(AggregateKind.APPROX_DISTINCT, Type.BIGINT));
            merged.ensureSlots(1);
            for (int part = 6; part >= 0; part--) {
                merged.merge(0, split, part);
            }
            long estimate = (Long) Objects.requireNonNull(result(whole, AggregateKind.APPROX_DISTINCT));
            assertThat(result(merged, AggregateKind.APPROX_DISTINCT))
                    .as("%d values", distinct)
                    .isEqualTo(estimate);
            assertThat((double) estimate).isCloseTo(distinct, within(0.05 * distinct));
        }
    }

    @Test
    void everyBucketOfAQuantileHoldsItsMiddleAndKeepsTheOrder() {
        long seed = 7;
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            double other = i % 2 == 0 ? Math.nextUp(value) : Double.longBitsToDouble(random.nextLong());
            if (!Double.isFinite(value) || !Double.isFinite(other)) {
                continue;
            }
            double middle = QuantileAggregate.middle(QuantileAggregate.bucket(value));
            assertThat(Math.abs(middle - value))
                    .as("seed %d, value %s", seed, value)
                    .isLessThanOrEqualTo(Math.abs(value) / 127);
            assertThat(Integer.signum(Long.compare(QuantileAggregate.bucket(value), QuantileAggregate.bucket(other))))
                    .as("seed %d, %s and %s", seed, value, other)
                    .isIn(0, Double.compare(value, other));
        }
        for (double small = Double.MIN_VALUE; small < 1000 * Double.MIN_VALUE; small += Double.MIN_VALUE) {
            double middle = QuantileAggregate.middle(QuantileAggregate.bucket(small));
            assertThat(Math.abs(middle - small) / Double.MIN_VALUE).isLessThanOrEqualTo(small / Double.MIN_VALUE / 127);
        }
    }

    private static void refused(AggregateCall call, String message) {
        assertThatThrownBy(() -> Aggregates.create(call))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static @Nullable Object result(Aggregate aggregate, AggregateKind kind) {
        BatchBuilder out = new BatchBuilder(Schema.of(usual(kind).resultField()));
        aggregate.lower(0, out, 0);
        out.endRow(0);
        return out.build(Origin.DERIVED).column(0).value(0);
    }

    private static Batch longs(long... values) {
        BatchBuilder out = new BatchBuilder(Schema.of(Field.nullable("x", Type.BIGINT)));
        for (long value : values) {
            out.putLong(0, value);
            out.endRow(0);
        }
        return out.build(Origin.DERIVED);
    }

    private static AggregateCall call(AggregateKind kind, Type type, double... parameters) {
        return new AggregateCall(
                kind,
                List.of(column(type)),
                java.util.Arrays.stream(parameters).boxed().toList(),
                "result");
    }

    /** Over BIGINT, or what the function takes instead. */
    private static AggregateCall usual(AggregateKind kind) {
        boolean logical = kind == AggregateKind.BOOL_AND || kind == AggregateKind.BOOL_OR;
        Expr column = column(logical ? Type.BOOLEAN : Type.BIGINT);
        List<Double> parameters = kind.parameter() == null ? List.of() : List.of(1.0);
        return new AggregateCall(kind, Collections.nCopies(kind.mostArguments(), column), parameters, "result");
    }

    private static Column[] columns(Batch batch) {
        Column[] columns = new Column[batch.schema().size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = batch.column(i);
        }
        return columns;
    }

    private static Expr column(Type type) {
        return new Expr.Column(0, "x", type, true);
    }
}
