package dev.freshet.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.WindowAggregateSpec;
import dev.freshet.core.window.WindowSpec;
import dev.freshet.testkit.operator.OperatorKit;
import dev.freshet.testkit.operator.OperatorKit.Outcome;
import dev.freshet.testkit.operator.OperatorKit.Plan;
import dev.freshet.testkit.operator.OperatorKit.Rows;
import dev.freshet.testkit.operator.OperatorKit.Stage;
import dev.freshet.testkit.operator.OperatorKit.Step;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random aggregates, with and without DISTINCT and FILTER, over random rows in windows by key: through the operators, in random
 * batches, over several tasks, with snapshots and restores, they give what DuckDB gives over all rows at once. {@code
 * -Dfreshet.fuzz.cases=N} and {@code -Dfreshet.fuzz.seed=N} set how many and which.
 */
class AggregateDuckFuzz {
    private static final long WINDOW_MS = 200;
    private static final int CALLS = 6;
    private static final Schema SCHEMA = Schema.of(
            Field.nullable("k", Type.VARCHAR),
            Field.nullable("i", Type.BIGINT),
            Field.nullable("j", Type.BIGINT),
            Field.nullable("w", Type.BIGINT),
            Field.nullable("x", Type.DOUBLE),
            Field.nullable("y", Type.DOUBLE),
            Field.nullable("s", Type.VARCHAR),
            Field.nullable("b", Type.BOOLEAN));
    private static final List<String> TEXTS = List.of("", "a", "ab", "b", "\"q\"", "z\\z", "ä", "A");

    /** A row; its place in its partition's list is its offset. */
    private record Event(
            int partition, int offset, long time, @Nullable Object[] values) {}

    @Test
    void agreesWithDuckDb() throws SQLException {
        int cases = Integer.getInteger("freshet.fuzz.cases", 200);
        long seed = Long.getLong("freshet.fuzz.seed", 20261122L);
        int results = 0;
        try (DuckOracle duck = new DuckOracle()) {
            for (int n = 0; n < cases; n++) {
                results += check(duck, seed + n);
            }
        }
        assertThat(results).as("results compared").isGreaterThan(cases);
    }

    private static int check(DuckOracle duck, long seed) throws SQLException {
        Random random = new Random(seed);
        List<Event> events = events(random);
        duck.table("events", "t BIGINT, pos BIGINT, " + columns(), literals(events));
        RandomAggregate aggregates = new RandomAggregate(random);
        List<RandomAggregate.Pair> pairs = new ArrayList<>();
        List<AggregateCall> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            RandomAggregate.Pair pair = aggregates.next();
            pairs.add(pair);
            calls.addAll(parse(pair.ours() + " AS a" + i, seed));
        }
        boolean keyed = random.nextInt(4) > 0;
        Map<List<@Nullable Object>, List<@Nullable Object>> ours = run(calls, keyed, events, random, seed);
        String query = query(pairs, keyed);
        List<List<@Nullable Object>> expected = duck.rows(query);
        assertThat(ours).as("seed %d", seed).hasSize(expected.size());
        for (List<@Nullable Object> row : expected) {
            int width = row.size() - 2 * CALLS;
            List<@Nullable Object> key = row.subList(0, width);
            assertThat(ours).as("seed %d", seed).containsKey(key);
            List<@Nullable Object> values = Objects.requireNonNull(ours.get(key));
            for (int i = 0; i < CALLS; i++) {
                Object theirs = row.get(width + 2 * i);
                assertThat(agree(values.get(i), theirs, row.get(width + 2 * i + 1)))
                        .as(
                                "seed %d, window %s: %s\n  ours %s, DuckDB %s\n  %s",
                                seed,
                                key,
                                pairs.get(i).ours(),
                                values.get(i),
                                theirs,
                                pairs.get(i).duck())
                        .isTrue();
            }
        }
        return expected.size() * CALLS;
    }

    /** The window's start, the key, and for each aggregate its value and what an error is relative to. */
    private static String query(List<RandomAggregate.Pair> pairs, boolean keyed) {
        String group = "t - t % " + WINDOW_MS + (keyed ? ", k" : "");
        StringBuilder query = new StringBuilder("SELECT " + group);
        for (RandomAggregate.Pair pair : pairs) {
            String scale = pair.scale().isEmpty() ? "0" : pair.scale();
            query.append(", ").append(pair.duck()).append(", (").append(scale).append(")::DOUBLE");
        }
        return query + " FROM events GROUP BY " + group;
    }

    private static List<AggregateCall> parse(String text, long seed) {
        try {
            return ExpressionParser.parseAggregates(text, SCHEMA);
        } catch (ExpressionException e) {
            throw new AssertionError("seed " + seed + ": " + text, e);
        }
    }

    /** The values by window and key. */
    private static Map<List<@Nullable Object>, List<@Nullable Object>> run(
            List<AggregateCall> calls, boolean keyed, List<Event> events, Random random, long seed) {
        List<NamedExpr> keys = keyed ? List.of(new NamedExpr("k", Expr.column(SCHEMA, "k"))) : List.of();
        WindowAggregateSpec spec = new WindowAggregateSpec(keys, WindowSpec.tumbling(WINDOW_MS), calls, SCHEMA);
        List<Stage> stages = List.of(Stage.spread(spec.partial()), Stage.keyed(spec.complete(), spec.keyColumns()));
        Plan plan = new Plan(seed, 1 + random.nextInt(40), 1 + random.nextInt(4), random.nextInt(2) * 0.3);
        Outcome outcome = OperatorKit.run(stages, steps(events, random), plan);
        assertThat(outcome.output().dead()).as("seed %d", seed).isEmpty();
        int width = keyed ? 1 : 0;
        Map<List<@Nullable Object>, List<@Nullable Object>> results = new HashMap<>();
        for (List<@Nullable Object> row : outcome.output().values()) {
            List<@Nullable Object> key = new ArrayList<>(row.subList(2, 2 + width));
            key.add(0, row.get(0));
            results.put(key, row.subList(2 + width, 2 + width + CALLS));
        }
        return results;
    }

    /** Batches of each partition's rows, in any order. */
    private static List<Step> steps(List<Event> events, Random random) {
        List<Event> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        shuffled.sort(Comparator.comparingInt(Event::partition));
        List<Step> steps = new ArrayList<>();
        for (int from = 0; from < shuffled.size(); ) {
            int partition = shuffled.get(from).partition();
            BatchBuilder builder = new BatchBuilder(SCHEMA);
            int most = from + 1 + random.nextInt(30);
            for (; from < Math.min(most, shuffled.size()) && shuffled.get(from).partition() == partition; from++) {
                Event event = shuffled.get(from);
                put(builder, event.values());
                builder.endRow(event.time(), event.offset(), Long.MIN_VALUE);
            }
            steps.add(new Rows(builder.build(new Origin("events", partition, 0, events.size()))));
        }
        Collections.shuffle(steps, random);
        return steps;
    }

    private static void put(BatchBuilder builder, @Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Long number) {
                builder.putLong(i, number);
            } else if (value instanceof Double number) {
                builder.putDouble(i, number);
            } else if (value instanceof Boolean truth) {
                builder.putBoolean(i, truth);
            } else if (value != null) {
                builder.putText(i, (String) value);
            }
        }
    }

    private static List<Event> events(Random random) {
        List<Event> events = new ArrayList<>();
        int count = random.nextInt(10) == 0 ? random.nextInt(3) : random.nextInt(150);
        int nulls = random.nextInt(10) == 0 ? 2 : 6;
        int[] next = new int[3];
        for (int n = 0; n < count; n++) {
            int partition = random.nextInt(3);
            @Nullable
            Object[] values = {
                random.nextInt(5) == 0 ? null : "key" + random.nextInt(3),
                (long) random.nextInt(21) - 10,
                random.nextLong() >> (20 + random.nextInt(40)),
                (long) random.nextInt(4),
                random.nextBoolean() ? random.nextInt(9) / 2.0 - 2 : random.nextGaussian() * 100,
                random.nextInt(4) == 0
                        ? random.nextInt(3) - 1.0
                        : random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20),
                TEXTS.get(random.nextInt(TEXTS.size())),
                random.nextBoolean()
            };
            for (int i = 1; i < values.length; i++) {
                values[i] = random.nextInt(nulls) == 0 ? null : values[i];
            }
            events.add(new Event(partition, next[partition]++, random.nextInt(1000), values));
        }
        return events;
    }

    private static String columns() {
        List<String> columns = new ArrayList<>();
        SCHEMA.fields().forEach(field -> columns.add(field.name() + " " + field.type()));
        return String.join(", ", columns);
    }

    /** With the place of each row in the order of ties. */
    private static List<String> literals(List<Event> events) {
        List<Event> inOrder = new ArrayList<>(events);
        inOrder.sort(Comparator.comparingLong(Event::time)
                .thenComparingInt(Event::partition)
                .thenComparingInt(Event::offset));
        List<String> literals = new ArrayList<>();
        for (int pos = 0; pos < inOrder.size(); pos++) {
            StringBuilder row = new StringBuilder(inOrder.get(pos).time() + ", " + pos);
            for (Object value : inOrder.get(pos).values()) {
                row.append(", ").append(value == null ? "NULL" : "'" + value + "'");
            }
            literals.add(row.toString());
        }
        return literals;
    }

    private static boolean agree(@Nullable Object ours, @Nullable Object theirs, @Nullable Object scale) {
        if (ours instanceof Double a && theirs instanceof Number number) {
            double b = number.doubleValue();
            double size = Math.max(scale instanceof Double given ? given : 0, Math.max(Math.abs(a), Math.abs(b)));
            return a == b || Math.abs(a - b) <= 1e-9 * size;
        }
        return ours == null ? theirs == null : ours.equals(theirs);
    }
}
