package dev.freshet.testkit.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.AggregateKind;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.Function;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.pattern.AfterMatch;
import dev.freshet.core.pattern.EarlierValue;
import dev.freshet.core.pattern.MatchedValue;
import dev.freshet.core.pattern.Measure;
import dev.freshet.core.pattern.PatternSpec;
import dev.freshet.core.pattern.RowPattern;
import dev.freshet.core.pattern.RowPatternParser;
import dev.freshet.core.schema.Type;
import dev.freshet.testkit.operator.FlowCase.Flow;
import dev.freshet.testkit.operator.NaiveWindows.Event;
import dev.freshet.testkit.operator.OperatorKit.Outcome;
import dev.freshet.testkit.operator.OperatorKit.Plan;
import dev.freshet.testkit.operator.OperatorKit.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Patterns against {@link NaivePattern}, over random patterns, conditions, durations, disorder, lateness, batches,
 * interleavings, numbers of tasks, snapshots and restores. Longer with {@code -Dfreshet.fuzz.cases=N}; again with {@code
 * -Dfreshet.fuzz.seed=N}.
 */
final class PatternFuzz {
    private static final long[] BASES = {
        0, 1_700_000_000_000L, -5_000, Long.MIN_VALUE + 20_000_000, Long.MAX_VALUE - 20_000_000
    };
    private static final List<List<String>> KEYS = List.of(List.of(), List.of("src"), List.of("src", "port"));
    private static final List<String> NAMES = List.of("A", "B", "C_1", "any");
    private static final int MATCHED = 4;
    private static final List<Expr> CONDITIONS = List.of(
            compare(Function.EQ, "port", 0),
            compare(Function.GT, "port", 0),
            compare(Function.LT, "bytes", 60),
            compare(Function.GT, "bytes", 20),
            Expr.call(Function.LT, FlowCase.column("bytes"), before(0, Type.BIGINT)),
            Expr.call(
                    Function.OR,
                    Expr.call(Function.IS_NULL, before(0, Type.BIGINT)),
                    Expr.call(Function.NE, FlowCase.column("src"), before(1, Type.VARCHAR))),
            Expr.call(Function.GT, FlowCase.column("bytes"), before(2, Type.BIGINT)),
            Expr.call(Function.GE, before(0, Type.BIGINT), before(3, Type.BIGINT)),
            Expr.call(Function.GT, FlowCase.column("bytes"), matched(0, Type.BIGINT)),
            Expr.call(
                    Function.OR,
                    Expr.call(Function.LE, FlowCase.column("bytes"), matched(1, Type.BIGINT)),
                    Expr.call(Function.IS_NULL, matched(1, Type.BIGINT))),
            Expr.call(Function.NE, FlowCase.column("src"), matched(2, Type.VARCHAR)),
            Expr.call(
                    Function.AND,
                    Expr.call(Function.GE, FlowCase.column("bytes"), matched(3, Type.BIGINT)),
                    compare(Function.GT, "port", 0)),
            Expr.call(
                    Function.AND,
                    Expr.call(Function.LT, FlowCase.column("bytes"), before(0, Type.BIGINT)),
                    Expr.call(Function.LE, matched(0, Type.BIGINT), matched(1, Type.BIGINT))));
    /** How many of them do not look at the match. */
    private static final int OF_ROWS = 8;

    private static final List<EarlierValue> PREVIOUS = List.of(
            new EarlierValue("$0", FlowCase.column("bytes"), 1),
            new EarlierValue("$1", FlowCase.column("src"), 1),
            new EarlierValue("$2", FlowCase.column("bytes"), 2),
            new EarlierValue("$3", FlowCase.column("bytes"), 5));
    /** Whether they hold for an event. */
    private static final List<Holds> HOLDS = List.of(
            (flow, before, match) -> flow.port() != null && flow.port() == 0,
            (flow, before, match) -> flow.port() != null && flow.port() > 0,
            (flow, before, match) -> flow.bytes() != null && flow.bytes() < 60,
            (flow, before, match) -> flow.bytes() != null && flow.bytes() > 20,
            (flow, before, match) -> flow.bytes() != null && before.bytes(1) != null && flow.bytes() < before.bytes(1),
            (flow, before, match) -> before.bytes(1) == null
                    || (flow.src() != null
                            && before.src(1) != null
                            && !flow.src().equals(before.src(1))),
            (flow, before, match) -> flow.bytes() != null && before.bytes(2) != null && flow.bytes() > before.bytes(2),
            (flow, before, match) ->
                    before.bytes(1) != null && before.bytes(5) != null && before.bytes(1) >= before.bytes(5),
            (flow, before, match) -> isOrdered(match.bytes(0), flow.bytes(), false),
            (flow, before, match) -> match.bytes(1) == null || isOrdered(flow.bytes(), match.bytes(1), true),
            (flow, before, match) ->
                    flow.src() != null && match.src(2) != null && !flow.src().equals(match.src(2)),
            (flow, before, match) ->
                    isOrdered(match.bytes(3), flow.bytes(), true) && flow.port() != null && flow.port() > 0,
            (flow, before, match) ->
                    isOrdered(flow.bytes(), before.bytes(1), false) && isOrdered(match.bytes(0), match.bytes(1), true));

    /** What {@link NaiveWindows#values} gives. */
    private static final List<AggregateCall> CALLS = List.of(
            new AggregateCall(AggregateKind.COUNT, List.of(), List.of(), "n"),
            call(AggregateKind.COUNT, "bytes"),
            call(AggregateKind.SUM, "bytes"),
            call(AggregateKind.AVG, "bytes"),
            call(AggregateKind.MIN, "bytes"),
            call(AggregateKind.MAX, "src"),
            call(AggregateKind.SUM, "ratio"),
            call(AggregateKind.FIRST, "bytes"),
            call(AggregateKind.LAST, "src"),
            call(AggregateKind.COUNT_DISTINCT, "port"));

    private final int cases = Integer.getInteger("freshet.fuzz.cases", 100);
    private int matches;
    private int skipped;

    @Test
    void matchesAreThoseOfTryingAllWays() {
        long seed = Long.getLong("freshet.fuzz.seed", 20261129L);
        for (int i = 0; i < cases; i++) {
            try {
                check(seed + i);
            } catch (NaivePattern.TooManyWays e) {
                skipped++;
            }
        }
        assertThat(skipped).as("skipped").isLessThanOrEqualTo(cases / 10);
        assertThat(matches).as("matches").isGreaterThan(2 * cases);
    }

    private void check(long seed) {
        Random random = new Random(seed);
        FlowCase flows = new FlowCase(
                random, BASES[random.nextInt(BASES.length)], new int[] {20, 300, 100_000}[random.nextInt(3)]);
        NaivePattern naive = NaivePattern.random(random, NAMES);
        RowPattern pattern = RowPatternParser.parse(naive.text());
        assertThat(RowPatternParser.parse(pattern.toString())).isEqualTo(pattern);
        int[] conditions = random.ints(NAMES.size(), 0, random.nextBoolean() ? OF_ROWS : HOLDS.size())
                .toArray();
        List<String> keys = KEYS.get(random.nextInt(KEYS.size()));
        List<String> variables = List.copyOf(pattern.variables());
        String counted = variables.get(random.nextInt(variables.size()));
        List<MatchedValue> matched = matched(random, variables);
        PatternSpec spec = new PatternSpec(
                named(keys),
                pattern,
                matched,
                PREVIOUS,
                variables.stream()
                        .filter(name -> !name.equals("any"))
                        .map(name -> new NamedExpr(name, CONDITIONS.get(conditions[NAMES.indexOf(name)])))
                        .toList(),
                1 + random.nextInt(random.nextBoolean() ? 10 : 200),
                random.nextBoolean() ? AfterMatch.NEXT_ROW : AfterMatch.PAST_LAST,
                measures(counted),
                JoinLimits.DEFAULT,
                FlowCase.SCHEMA);
        List<Event> late = new ArrayList<>();
        Map<List<@Nullable Object>, Long> expected = new HashMap<>();
        SessionFuzz.inTime(flows, keys, late)
                .forEach((key, events) -> match(
                                naive,
                                spec,
                                counted,
                                events,
                                (name, event, before, match) -> name.equals("any")
                                        || HOLDS.get(conditions[NAMES.indexOf(name)])
                                                .test(event.flow(), before, match))
                        .forEach(row -> {
                            row.addAll(2, key);
                            expected.merge(row, 1L, Long::sum);
                        }));
        expected.values().forEach(count -> matches += count);
        List<Stage> stages = List.of(Stage.spread(spec.partial()), Stage.keyed(spec.complete(), spec.keyColumns()));
        for (Plan plan : List.of(
                Plan.PLAIN,
                new Plan(seed, 1, 1, 0),
                new Plan(seed, 7, 5, 0),
                new Plan(seed, Integer.MAX_VALUE, 3, 0.2),
                new Plan(seed + 1, 12, 8, 0.05))) {
            String context = "seed " + seed + ", " + spec.complete().describe() + ", defined " + spec.defines() + ", "
                    + counted + ", " + plan;
            Outcome outcome = OperatorKit.run(stages, flows.arrival(random), plan, CheckedBytes.perhaps(random));
            Map<List<@Nullable Object>, Long> rows = new HashMap<>();
            outcome.output().values().forEach(row -> rows.merge(row, 1L, Long::sum));
            assertThat(rows).as(context).isEqualTo(expected);
            assertThat(outcome.output().dead())
                    .as(context)
                    .hasSameSizeAs(late)
                    .allMatch(dead -> dead.reason() == Reason.LATE);
            assertThat(outcome.greatestDelayMs()).as(context).isLessThan(spec.withinMs() + 100);
        }
    }

    private interface Fits {
        boolean test(String name, Event event, Before before, SoFar match);
    }

    private interface Holds {
        boolean test(Flow flow, Before before, SoFar match);
    }

    /** A match that goes on with a row: the variables of its rows. */
    private record SoFar(List<MatchedValue> values, List<Event> events, int start, List<String> labels) {
        @Nullable
        Long bytes(int value) {
            Flow flow = flow(values.get(value));
            return flow == null ? null : flow.bytes();
        }

        @Nullable
        String src(int value) {
            Flow flow = flow(values.get(value));
            return flow == null ? null : flow.src();
        }

        private @Nullable Flow flow(MatchedValue value) {
            List<Flow> of = new ArrayList<>();
            for (int i = 0; i < labels.size(); i++) {
                if (value.variable().isEmpty() || value.variable().equals(labels.get(i))) {
                    of.add(events.get(start + i).flow());
                }
            }
            int at = value.first() ? value.rows() : of.size() - 1 - value.rows();
            return at < 0 || at >= of.size() ? null : of.get(at);
        }
    }

    private static boolean isOrdered(@Nullable Long less, @Nullable Long more, boolean orSame) {
        return less != null && more != null && (orSame ? less <= more : less < more);
    }

    /** The events of a key before one of them; those are null that are too far away. */
    private record Before(List<Event> events, int place, long withinMs) {
        @Nullable
        Long bytes(int rows) {
            Flow flow = flow(rows);
            return flow == null ? null : flow.bytes();
        }

        @Nullable
        String src(int rows) {
            Flow flow = flow(rows);
            return flow == null ? null : flow.src();
        }

        private @Nullable Flow flow(int rows) {
            if (place < rows) {
                return null;
            }
            Flow flow = events.get(place - rows).flow();
            return events.get(place).flow().time() - flow.time() < withinMs ? flow : null;
        }
    }

    /** Rows without their keys. */
    private static List<List<@Nullable Object>> match(
            NaivePattern naive, PatternSpec spec, String counted, List<Event> events, Fits fits) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int start = 0; start < events.size(); ) {
            int end = start;
            long time = events.get(start).flow().time();
            while (end < events.size() && events.get(end).flow().time() - time < spec.withinMs()) {
                end++;
            }
            int first = start;
            List<String> labels = naive.match(start, end, (name, place, before) -> {
                List<String> soFar = new ArrayList<>(before);
                soFar.add(name);
                return fits.test(
                        name,
                        events.get(place),
                        new Before(events, place, spec.withinMs()),
                        new SoFar(spec.matched(), events, first, soFar));
            });
            if (labels == null) {
                start++;
                continue;
            }
            List<Event> matched = events.subList(start, start + labels.size());
            List<Event> some = new ArrayList<>();
            for (int i = 0; i < labels.size(); i++) {
                if (labels.get(i).equals(counted)) {
                    some.add(matched.get(i));
                }
            }
            List<@Nullable Object> row = new ArrayList<>(
                    List.of(time, matched.get(matched.size() - 1).flow().time()));
            row.addAll(NaiveWindows.values(matched));
            row.addAll(NaiveWindows.values(some));
            rows.add(row);
            start += spec.after() == AfterMatch.NEXT_ROW ? 1 : labels.size();
        }
        return rows;
    }

    /** A value of a row before. */
    private static Expr before(int number, Type type) {
        return new Expr.Column(FlowCase.SCHEMA.size() + MATCHED + number, "$" + number, type, true);
    }

    /** A value of a row of the match. */
    private static Expr matched(int number, Type type) {
        return new Expr.Column(FlowCase.SCHEMA.size() + number, "$m" + number, type, true);
    }

    private static List<MatchedValue> matched(Random random, List<String> variables) {
        String one = variables.get(random.nextInt(variables.size()));
        String other = variables.get(random.nextInt(variables.size()));
        return List.of(
                new MatchedValue("$m0", one, true, random.nextInt(2), FlowCase.column("bytes")),
                new MatchedValue("$m1", one, false, random.nextInt(3), FlowCase.column("bytes")),
                new MatchedValue("$m2", other, false, random.nextInt(2), FlowCase.column("src")),
                new MatchedValue("$m3", "", random.nextBoolean(), random.nextInt(3), FlowCase.column("bytes")));
    }

    private static List<Measure> measures(String counted) {
        List<Measure> measures = new ArrayList<>();
        CALLS.forEach(call -> measures.add(new Measure("", call)));
        CALLS.forEach(call -> measures.add(new Measure(counted, call.named("of_" + call.name()))));
        return measures;
    }

    private static List<NamedExpr> named(List<String> columns) {
        return columns.stream()
                .map(name -> new NamedExpr(name, FlowCase.column(name)))
                .toList();
    }

    private static Expr compare(Function function, String column, long value) {
        return Expr.call(function, FlowCase.column(column), Expr.Literal.of(value));
    }

    private static AggregateCall call(AggregateKind kind, String column) {
        return new AggregateCall(kind, List.of(FlowCase.column(column)), List.of(), kind.name() + "_" + column);
    }
}
