package dev.freshet.testkit.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What both sources read, and what must come of it. */
final class Input {
    private static final long VALUES = 1_000_000;
    private static final long IDS = 1_000;

    private final long[][][] keys;
    private final int records;

    Input(Scenario scenario, SplittableRandom random) {
        records = scenario.records();
        keys = new long[2][scenario.partitions()][records];
        for (long[][] source : keys) {
            for (long[] partition : source) {
                for (int i = 0; i < records; i++) {
                    partition[i] = random.nextInt(scenario.keys());
                }
            }
        }
    }

    int partitions() {
        return keys[0].length;
    }

    int records() {
        return records;
    }

    long key(int source, int partition, int offset) {
        return keys[source][partition][offset];
    }

    long id(int source, int partition, int offset) {
        return ((long) source * partitions() + partition) * records + offset;
    }

    /** What an event adds to the result of its key: counts below, sums above. */
    long value(long id) {
        return VALUES * (id + 1) + 1;
    }

    /** The row of a pair that matches. */
    static long pair(long left, long right) {
        return left * IDS + right;
    }

    /** The row of a key's last result. */
    static long last(long key, long value) {
        return -(value * IDS + key) - 1;
    }

    /** The results and rows that are right, by one loop. */
    Map<Long, Long> table() {
        Map<Long, Long> table = new TreeMap<>();
        for (int source = 0; source < 2; source++) {
            for (int partition = 0; partition < partitions(); partition++) {
                for (int i = 0; i < records; i++) {
                    table.merge(key(source, partition, i), value(id(source, partition, i)), Long::sum);
                }
            }
        }
        return table;
    }

    Map<Long, Integer> log() {
        Map<Long, Integer> log = new TreeMap<>();
        table().forEach((key, value) -> log.merge(last(key, value), 1, Integer::sum));
        List<long[]> left = events(0);
        List<long[]> right = events(1);
        left.forEach(a -> right.forEach(b -> {
            if (a[0] == b[0]) {
                log.merge(pair(a[1], b[1]), 1, Integer::sum);
            }
        }));
        return log;
    }

    private List<long[]> events(int source) {
        List<long[]> events = new ArrayList<>();
        for (int partition = 0; partition < partitions(); partition++) {
            for (int i = 0; i < records; i++) {
                events.add(new long[] {key(source, partition, i), id(source, partition, i)});
            }
        }
        return events;
    }
}
