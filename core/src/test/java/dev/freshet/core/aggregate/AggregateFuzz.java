package dev.freshet.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.core.aggregate.AggregateModel.Row;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.expr.Evaluators;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every aggregate over every type against {@link AggregateModel}: rows in random order, cut into random batches, spread over
 * random workers, whose states are merged in random trees, directly or as partial states through a batch. The results must
 * be the same bit for bit.
 */
class AggregateFuzz {
    private static final int ROUNDS = Integer.getInteger("freshet.fuzz.rounds", 15);
    private static final int GROUPS = 4;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    @ParameterizedTest
    @EnumSource(value = AggregateKind.class, mode = EnumSource.Mode.EXCLUDE, names = "USER")
    void agreesWithTheModelHoweverTheRowsCome(AggregateKind kind) throws Exception {
        int checked = 0;
        for (Type type : Type.values()) {
            if (type == Type.VARBINARY) {
                continue;
            }
            for (long seed = 1; seed <= ROUNDS; seed++) {
                AggregateCall call = call(kind, type, new Random(seed));
                try {
                    Aggregates.check(call);
                } catch (IllegalArgumentException unsupported) {
                    break;
                }
                new Run(call, type, seed).check();
                checked++;
            }
        }
        assertThat(checked).isGreaterThanOrEqualTo(ROUNDS);
    }

    private static AggregateCall call(AggregateKind kind, Type type, Random random) {
        List<Double> parameters = switch (kind) {
            case QUANTILE, QUANTILE_CONT -> List.of(random.nextInt(4) == 0 ? random.nextInt(2) : random.nextDouble());
            case TOP_K, COLLECT_LIST, COLLECT_SET, EWMA -> List.of(1.0 + random.nextInt(random.nextBoolean() ? 5 : 50));
            default -> List.of();
        };
        List<Expr> arguments = new ArrayList<>(List.of(new Expr.Column(0, "x", type, true)));
        if (kind == AggregateKind.COUNT && random.nextBoolean()) {
            arguments.clear();
        }
        if (kind.mostArguments() == 2) {
            Type[] numbers = {Type.BIGINT, Type.DOUBLE, Type.TIMESTAMP, Type.BOOLEAN};
            boolean any = kind == AggregateKind.ARG_MIN || kind == AggregateKind.ARG_MAX;
            arguments.add(new Expr.Column(1, "z", numbers[random.nextInt(any ? 4 : 2)], true));
        }
        boolean distinct = kind.takesDistinct() && random.nextInt(3) == 0;
        Expr filter = random.nextInt(3) == 0 ? new Expr.Column(2, "f", Type.BOOLEAN, true) : null;
        return new AggregateCall(kind, arguments, parameters, distinct, filter, "result");
    }

    private static final class Run {
        private final AggregateCall call;
        private final Type type;
        private final Random random;
        private final String name;
        private final List<Row> rows;
        private final Schema input;
        private final Evaluators evaluators;

        Run(AggregateCall call, Type type, long seed) {
            this.call = call;
            this.type = type;
            this.random = new Random(seed * 31 + type.ordinal());
            this.name = call.text() + " over " + type + ", seed " + seed;
            Type second = call.arguments().size() < 2
                    ? Type.BIGINT
                    : call.arguments().get(1).type();
            this.input = Schema.of(
                    Field.nullable("x", type), Field.nullable("z", second), Field.nullable("f", Type.BOOLEAN));
            this.evaluators = Evaluators.of(call.inputs());
            RandomValues values = new RandomValues(type, random);
            RandomValues seconds = new RandomValues(second, random);
            this.rows = new ArrayList<>();
            int count = random.nextInt(random.nextInt(6) == 0 ? 3000 : 120);
            for (int i = 0; i < count; i++) {
                Object value = random.nextInt(8) == 0 ? null : values.next();
                rows.add(new Row(
                        random.nextInt(GROUPS),
                        value,
                        random.nextInt(8) == 0 ? null : seconds.next(),
                        random.nextInt(4) == 0 ? null : random.nextBoolean(),
                        random.nextInt(10) - 5,
                        random.nextBoolean() ? "a" : "b",
                        random.nextInt(3),
                        i));
            }
        }

        void check() throws Exception {
            List<@Nullable Object> before = null;
            for (int round = 0; round < 3; round++) {
                Collections.shuffle(rows, random);
                Aggregate whole = compute();
                Batch results = lower(whole);
                List<@Nullable Object> now = new ArrayList<>();
                for (int group = 0; group < GROUPS; group++) {
                    now.add(results.column(0).value(group));
                    checkGroup(group, now.get(group));
                }
                if (before != null) {
                    assertThat(now).as(name).isEqualTo(before);
                }
                before = now;
            }
        }

        private void checkGroup(int group, @Nullable Object actual) throws Exception {
            List<Row> own = rows.stream().filter(row -> row.group() == group).toList();
            Object expected = AggregateModel.result(call, type, own);
            if (actual == null || expected == null) {
                assertThat(actual).as(name).isEqualTo(expected);
                return;
            }
            switch (call.kind()) {
                case APPROX_DISTINCT ->
                    assertThat((double) (Long) actual)
                            .as(name)
                            .isCloseTo((Long) expected, within(0.5 + 0.1 * (Long) expected));
                case QUANTILE -> checkNear((Double) actual, (Double) expected, Math.abs((Double) expected) / 100);
                case QUANTILE_CONT, MEDIAN, EWMA ->
                    checkNear((Double) actual, (Double) expected, 1e-13 * magnitude(own));
                case COLLECT_LIST, COLLECT_SET ->
                    assertThat(JSON.readValue((String) actual, new TypeReference<List<Object>>() {}))
                            .as(name)
                            .isEqualTo(((List<?>) expected)
                                    .stream().map(this::element).toList());
                case TOP_K -> {
                    LinkedHashMap<String, Long> top =
                            new ObjectMapper().readValue((String) actual, new TypeReference<>() {});
                    assertThat(new ArrayList<>(top.entrySet())).as(name).isEqualTo(named((Map<?, ?>) expected));
                }
                default -> assertThat(actual).as(name).isEqualTo(expected);
            }
        }

        private List<Map.Entry<String, Long>> named(Map<?, ?> expected) {
            return expected.entrySet().stream()
                    .map(entry -> Map.entry(
                            type == Type.TIMESTAMP
                                    ? AggregateModel.timeName((String) entry.getKey())
                                    : (String) entry.getKey(),
                            (Long) entry.getValue()))
                    .collect(Collectors.toList());
        }

        private Object element(Object value) {
            boolean number = value instanceof Double real && !Double.isFinite(real);
            return type == Type.TIMESTAMP
                    ? AggregateModel.timeName(value.toString())
                    : number ? value.toString() : value;
        }

        private static double magnitude(List<Row> own) {
            return own.stream()
                    .map(Row::value)
                    .filter(Number.class::isInstance)
                    .mapToDouble(value -> Math.abs(((Number) value).doubleValue()))
                    .filter(Double::isFinite)
                    .max()
                    .orElse(0);
        }

        private void checkNear(double actual, double expected, double error) {
            if (Double.isNaN(expected) || Double.isInfinite(expected)) {
                assertThat(actual).as(name).isEqualTo((Double) expected);
            } else {
                assertThat(actual).as(name).isCloseTo(expected, within(error));
            }
        }

        /** Spreads the rows over workers and merges what these have. */
        private Aggregate compute() {
            List<Aggregate> workers = new ArrayList<>();
            int count = 1 + random.nextInt(5);
            for (int worker = 0; worker < count; worker++) {
                Aggregate aggregate = Aggregates.create(call);
                aggregate.ensureSlots(GROUPS);
                if (random.nextBoolean()) {
                    feed(aggregate, rows);
                    for (int group = 0; group < GROUPS; group++) {
                        aggregate.clear(group);
                    }
                }
                List<Row> own = new ArrayList<>();
                for (int i = worker; i < rows.size(); i += count) {
                    own.add(rows.get(i));
                }
                feed(aggregate, own);
                workers.add(aggregate);
            }
            while (workers.size() > 1) {
                Aggregate from = workers.remove(random.nextInt(workers.size()));
                Aggregate into = workers.get(random.nextInt(workers.size()));
                if (random.nextBoolean()) {
                    for (int group = 0; group < GROUPS; group++) {
                        into.merge(group, from, group);
                    }
                } else {
                    passOn(from, into);
                }
            }
            Aggregate last = workers.get(0);
            Aggregate restored = Aggregates.create(call);
            restored.ensureSlots(GROUPS);
            passOn(last, restored);
            assertThat(restored.sizeBytes()).as(name).isPositive();
            return random.nextBoolean() ? last : restored;
        }

        /** Through the partial form, which is the form of snapshots too. */
        private void passOn(Aggregate from, Aggregate into) {
            List<Field> fields = new ArrayList<>(List.of(Field.required("key", Type.BIGINT)));
            fields.addAll(from.partialFields("p"));
            BatchBuilder out = new BatchBuilder(new Schema(fields));
            int[] slots = new int[GROUPS + 1];
            for (int group = GROUPS - 1; group >= 0; group--) {
                slots[out.rows()] = group;
                out.putLong(0, group);
                from.writePartial(group, out, 1);
                out.endRow(0);
            }
            slots[GROUPS] = -1;
            from.writePartial(0, out, 1);
            out.endRow(0);
            into.mergePartials(out.build(Origin.DERIVED), 1, slots);
        }

        private void feed(Aggregate aggregate, List<Row> own) {
            Map<String, List<Row>> byOrigin =
                    own.stream().collect(Collectors.groupingBy(r -> r.source() + r.partition()));
            for (List<Row> same : byOrigin.values()) {
                for (int from = 0; from < same.size(); ) {
                    int to = Math.min(same.size(), from + 1 + random.nextInt(40));
                    feedBatch(aggregate, same.subList(from, to));
                    from = to;
                }
            }
        }

        /** One batch, with rows that are not selected and rows without a slot in between. */
        private void feedBatch(Aggregate aggregate, List<Row> some) {
            BatchBuilder out = new BatchBuilder(input);
            int[] selection = new int[2 * some.size()];
            int[] slots = new int[2 * some.size()];
            int selected = 0;
            boolean noise = random.nextBoolean();
            for (Row row : some) {
                if (noise && random.nextBoolean()) {
                    put(out, row);
                    if (random.nextBoolean()) {
                        selection[selected] = out.rows() - 1;
                        slots[selected++] = -1;
                    }
                }
                put(out, row);
                selection[selected] = out.rows() - 1;
                slots[selected++] = row.group();
            }
            Row any = some.get(0);
            Batch batch = out.build(new Origin(any.source(), any.partition(), 0, 1_000_000));
            Batch input = noise ? batch.select(selection, selected) : batch;
            Column[] columns = evaluators.evaluate(input, (row, message) -> {
                throw new AssertionError(message);
            });
            aggregate.accumulate(input, columns, slots);
        }

        private static void put(BatchBuilder out, Row row) {
            put(out, 0, row.value());
            put(out, 1, row.second());
            put(out, 2, row.filter());
            out.endRow(row.time(), row.offset(), Long.MIN_VALUE);
        }

        private static void put(BatchBuilder out, int column, @Nullable Object value) {
            if (value instanceof Long number) {
                out.putLong(column, number);
            } else if (value instanceof Double number) {
                out.putDouble(column, number);
            } else if (value instanceof Boolean flag) {
                out.putBoolean(column, flag);
            } else if (value != null) {
                out.putText(column, (String) value);
            }
        }

        private Batch lower(Aggregate aggregate) {
            BatchBuilder out = new BatchBuilder(Schema.of(call.resultField()));
            for (int group = 0; group < GROUPS; group++) {
                String error = aggregate.lower(group, out, 0);
                if (error != null) {
                    assertThat(call.kind()).as(name).isEqualTo(AggregateKind.SUM);
                    assertThat(error).as(name).startsWith(call.text() + " = ").endsWith(" is beyond BIGINT");
                    assertThat(out.has(0)).as(name).isFalse();
                }
                out.endRow(0);
            }
            return out.build(Origin.DERIVED);
        }
    }
}
