package dev.freshet.testkit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.Function;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.rule.Rule;
import dev.freshet.core.rule.RuleMode;
import dev.freshet.core.rule.RuleSet;
import dev.freshet.core.rule.RuleSetCodec;
import dev.freshet.core.rule.RulesSpec;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.testkit.RandomSource;
import dev.freshet.testkit.Seed;
import dev.freshet.testkit.operator.CollectedOutput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Random rows, rule sets handed over between batches, good and bad ones: rows, versions and differences as a plain loop has them. */
@ExtendWith(Seed.class)
class RulesFuzz {
    private static final Schema SCHEMA = Schema.of(Field.required("v", Type.BIGINT), Field.nullable("w", Type.BIGINT));

    /** A rule as the loop sees it: v over a bound; where it divides, 100 / v over the bound, which fails at 0. */
    private record Bound(String id, String tag, long bound, boolean divides) {
        Rule rule() {
            Expr v = Expr.column(SCHEMA, "v");
            Expr left = divides ? Expr.call(Function.DIVIDE, Expr.Literal.of(100), v) : v;
            return new Rule(id, tag, Expr.call(Function.GT, left, Expr.Literal.of(bound)), "…");
        }

        boolean fails(long v) {
            return divides && v == 0;
        }

        boolean holds(long v) {
            return !fails(v) && (divides ? 100 / v : v) > bound;
        }
    }

    private record Bounds(long version, List<Bound> rules) {
        RuleSet set() {
            return new RuleSet(version, rules.stream().map(Bound::rule).toList());
        }
    }

    private record Context(Counters counters, Map<String, byte[]> handed) implements OperatorContext {
        @Override
        public String name() {
            return "host";
        }

        @Override
        public int partition() {
            return 0;
        }

        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public byte @Nullable [] delivered(String name) {
            return handed.get(name);
        }
    }

    @Test
    void doesAsAPlainLoop(RandomSource random) {
        for (int i = 0; i < Integer.getInteger("freshet.fuzz.cases", 300); i++) {
            scenario(random);
        }
    }

    private static void scenario(RandomSource random) {
        RuleMode mode = random.chance(0.5) ? RuleMode.EXPLODE : RuleMode.FILTER;
        Bounds live = bounds(random, 3);
        Bounds shadow = random.chance(0.3) ? new Bounds(0, List.of()) : bounds(random, 3);
        Context context = new Context(new Counters(), new HashMap<>());
        Operator operator = new RulesSpec("r", mode, live.set(), shadow.set(), SCHEMA).create();
        operator.open(context);
        List<List<@Nullable Object>> expected = new ArrayList<>();
        long dead = 0;
        long notTaken = 0;
        long refused = 0;
        Map<String, Long> differences = new HashMap<>();
        CollectedOutput out = new CollectedOutput();
        for (int step = 0; step < 8; step++) {
            if (random.chance(0.5)) {
                boolean toShadow = random.chance(0.4);
                Bounds before = toShadow ? shadow : live;
                Bounds next = bounds(random, random.nextInt(1, 9));
                byte[] bytes = RuleSetCodec.encode(next.set());
                boolean damaged = random.chance(0.2);
                if (damaged) {
                    bytes[bytes.length - 1] ^= 1;
                }
                context.handed.put(toShadow ? RulesSpec.shadowName("r") : "r", bytes);
                if (damaged
                        || next.version < before.version
                        || (next.version == before.version && !next.equals(before))) {
                    refused++;
                } else if (!next.equals(before)) {
                    shadow = toShadow ? next : shadow;
                    live = toShadow ? live : next;
                    differences.clear();
                }
            }
            Batch batch = batch(random);
            operator.process(0, batch, out);
            for (int i = 0; i < batch.size(); i++) {
                long v = batch.longs(0).get(batch.row(i));
                Object w = batch.column(1).value(batch.row(i));
                boolean fails = live.rules.stream().anyMatch(rule -> rule.fails(v));
                List<Bound> holding =
                        live.rules.stream().filter(rule -> rule.holds(v)).toList();
                dead += fails ? 1 : 0;
                notTaken += !fails && holding.isEmpty() ? 1 : 0;
                if (mode == RuleMode.FILTER && !holding.isEmpty()) {
                    expected.add(row(v, w, live.version));
                } else if (mode == RuleMode.EXPLODE) {
                    for (Bound rule : holding) {
                        expected.add(row(v, w, rule.id, rule.tag.isEmpty() ? null : rule.tag, live.version));
                    }
                }
                differ(live, shadow, v, differences);
            }
        }
        assertThat(out.values()).isEqualTo(expected);
        assertThat(out.dead()).hasSize((int) dead);
        Map<String, Long> counts = context.counters.read();
        assertThat(counts.get(Counters.NOT_TAKEN)).isEqualTo(notTaken);
        assertThat(counts.getOrDefault("rules.r.refused", 0L) + counts.getOrDefault("rules.r.shadow.refused", 0L))
                .isEqualTo(refused);
        assertThat(context.counters.notes())
                .containsEntry("rules.r.version", Long.toString(live.version))
                .containsEntry("rules.r.shadow.version", Long.toString(shadow.version));
        counts.forEach((name, count) -> {
            if (name.contains("_only")) {
                assertThat(count).as(name).isEqualTo(differences.getOrDefault(name, 0L));
            }
        });
        assertThat(counts.keySet()).containsAll(differences.keySet());
    }

    private static void differ(Bounds live, Bounds shadow, long v, Map<String, Long> differences) {
        if (shadow.rules.isEmpty()) {
            return;
        }
        for (String id : List.of("a", "b", "c", "d")) {
            boolean one = live.rules.stream().anyMatch(rule -> rule.id.equals(id) && rule.holds(v));
            boolean other = shadow.rules.stream().anyMatch(rule -> rule.id.equals(id) && rule.holds(v));
            if (one != other) {
                String name = one ? "rules.r.live_only" : "rules.r.shadow_only";
                differences.merge(name, 1L, Long::sum);
                differences.merge(name + "." + id, 1L, Long::sum);
            }
        }
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return new ArrayList<>(java.util.Arrays.asList(values));
    }

    private static Bounds bounds(RandomSource random, long version) {
        List<Bound> rules = new ArrayList<>();
        for (String id : List.of("a", "b", "c", "d")) {
            if (random.chance(0.6)) {
                rules.add(new Bound(id, random.chance(0.5) ? "high" : "", random.nextInt(-5, 12), random.chance(0.2)));
            }
        }
        return new Bounds(version, rules);
    }

    private static Batch batch(RandomSource random) {
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        int rows = random.nextInt(0, 20);
        for (int i = 0; i < rows; i++) {
            builder.putLong(0, random.nextInt(-10, 20));
            if (random.chance(0.7)) {
                builder.putLong(1, i);
            }
            builder.endRow(i, i, Long.MIN_VALUE);
        }
        Batch whole = builder.build(new Origin("in", 0, 0, rows));
        int[] some = new int[rows];
        int kept = 0;
        for (int i = 0; i < rows; i++) {
            if (random.chance(0.8)) {
                some[kept++] = i;
            }
        }
        return random.chance(0.5) ? whole : whole.select(some, kept);
    }
}
