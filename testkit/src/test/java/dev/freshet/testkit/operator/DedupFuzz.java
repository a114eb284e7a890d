package dev.freshet.testkit.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.dead.Reason;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.order.DedupSpec;
import dev.freshet.testkit.operator.FlowCase.Flow;
import dev.freshet.testkit.operator.OperatorKit.Outcome;
import dev.freshet.testkit.operator.OperatorKit.Plan;
import dev.freshet.testkit.operator.OperatorKit.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Which rows are kept, against a loop over all rows that are in time, sorted; over random keys, disorder, batches, tasks and
 * restores. Longer with {@code -Dfreshet.fuzz.cases=N}; again with {@code -Dfreshet.fuzz.seed=N}.
 */
final class DedupFuzz {
    private static final long[] BASES = {0, 1_700_000_000_000L, -5_000, Long.MIN_VALUE + 20_000_000};

    @Test
    void keepsWhatALoopOverSortedRowsKeeps() {
        long seed = Long.getLong("freshet.fuzz.seed", 20261129L);
        int cases = Integer.getInteger("freshet.fuzz.cases", 300);
        for (int i = 0; i < cases; i++) {
            check(seed + i);
        }
    }

    private static void check(long seed) {
        Random random = new Random(seed);
        FlowCase flows = new FlowCase(
                random, BASES[random.nextInt(BASES.length)], new int[] {20, 300, 3_000}[random.nextInt(3)]);
        List<String> keys = List.of("src", "port").subList(0, random.nextInt(3));
        long withinMs = 1 + random.nextInt(random.nextBoolean() ? 10 : 400);
        List<Row> rows = rows(flows);
        List<String> expected = kept(rows, keys.size(), withinMs);
        DedupSpec spec = new DedupSpec(FlowCase.SCHEMA, keys, withinMs);
        for (Plan plan :
                List.of(Plan.PLAIN, new Plan(seed, 1, 1, 0), new Plan(seed, 7, 5, 0.1), new Plan(seed, 1_000, 3, 1))) {
            Outcome outcome = OperatorKit.run(
                    List.of(Stage.keyed(spec, keys)), flows.arrival(random), plan, CheckedBytes.perhaps(random));
            String context = "seed " + seed + " (run again with -Dfreshet.fuzz.seed=" + seed + "), " + spec.describe()
                    + ", " + plan;
            assertThat(outcome.output().timedRows()).as(context).isEqualTo(expected);
            assertThat(outcome.counters().counter(Counters.DUPLICATES).sum())
                    .as(context)
                    .isEqualTo(rows.size() - expected.size());
            assertThat(outcome.output().dead()).as(context).allMatch(dead -> dead.reason() == Reason.LATE);
            assertThat(outcome.output().dead()).as(context).hasSize(count(flows) - rows.size());
            assertThat(outcome.greatestDelayMs()).as(context).isZero();
        }
    }

    private record Row(Flow flow, int partition, int place) {}

    private static List<Row> rows(FlowCase flows) {
        List<Row> rows = new ArrayList<>();
        List<List<Flow>> partitions = flows.notLate();
        for (int partition = 0; partition < partitions.size(); partition++) {
            for (Flow flow : partitions.get(partition)) {
                rows.add(new Row(flow, partition, rows.size()));
            }
        }
        rows.sort(Comparator.<Row>comparingLong(row -> row.flow.time())
                .thenComparingInt(Row::partition)
                .thenComparingInt(Row::place));
        return rows;
    }

    private static List<String> kept(List<Row> sorted, int keyColumns, long withinMs) {
        Map<String, Long> last = new HashMap<>();
        List<String> kept = new ArrayList<>();
        for (Row row : sorted) {
            Flow flow = row.flow;
            String key = (keyColumns > 0 ? flow.src() : "") + "|" + (keyColumns > 1 ? flow.port() : "");
            Long before = last.get(key);
            if (before == null || flow.time() - before >= withinMs) {
                last.put(key, flow.time());
                kept.add(Arrays.asList(flow.src(), flow.port(), flow.bytes(), flow.ratio(), flow.time())
                        .toString());
            }
        }
        kept.sort(null);
        return kept;
    }

    private static int count(FlowCase flows) {
        return flows.partitions.stream().mapToInt(List::size).sum();
    }
}
