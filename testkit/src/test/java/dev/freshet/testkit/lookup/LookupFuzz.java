package dev.freshet.testkit.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.lookup.CacheLimits;
import dev.freshet.core.lookup.EntryKind;
import dev.freshet.core.lookup.KeyTemplate;
import dev.freshet.core.lookup.LookupKind;
import dev.freshet.core.lookup.LookupSpec;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Look-ups in a table that changes, against maps of what was read when; {@code -Dfreshet.fuzz.cases=N} and {@code
 * -Dfreshet.fuzz.seed=N}.
 */
class LookupFuzz {
    private static final Schema ROWS = Schema.of(Field.nullable("k", Type.BIGINT), Field.required("n", Type.BIGINT));

    @Test
    void givesWhatWasReadLastAndReadsWhatIsTooOld() {
        long seed = Long.getLong("freshet.fuzz.seed", 20261129L);
        int cases = Integer.getInteger("freshet.fuzz.cases", 60);
        for (int i = 0; i < cases; i++) {
            new Trial(seed + i).run();
        }
    }

    /** What is known of a key. */
    private record Read(long atMs, @Nullable Object value) {}

    private static final class Trial {
        private final long seed;
        private final Random random;
        private final CacheLimits limits;
        private final boolean left;
        private final int keys;
        private final boolean roomy;
        private final LookupProbe probe;
        private final Map<Long, Read> known = new HashMap<>();

        Trial(long seed) {
            this.seed = seed;
            random = new Random(seed);
            keys = 1 + random.nextInt(60);
            roomy = random.nextBoolean();
            limits = new CacheLimits(random.nextInt(4) * 50L, roomy ? keys : 1 + random.nextInt(keys));
            left = random.nextBoolean();
            probe = new LookupProbe(new LookupSpec(
                    ROWS,
                    KeyTemplate.parse("key:{k}"),
                    EntryKind.STRING,
                    List.of(LookupJoinTest.field(Field.required("v", Type.BIGINT), "v")),
                    left ? LookupKind.LEFT : LookupKind.INNER,
                    limits,
                    ""));
        }

        void run() {
            long nowMs = random.nextInt(1000) - 500;
            for (int step = 0; step < 60; step++) {
                nowMs += random.nextInt(40);
                for (int change = random.nextInt(5); change > 0; change--) {
                    String key = "key:" + random.nextInt(keys);
                    if (random.nextInt(3) == 0) {
                        probe.table.remove(key);
                    } else {
                        probe.table.put(key, random.nextInt(10) == 0 ? "no number" : step);
                    }
                }
                batch(nowMs);
            }
            probe.end();
        }

        private void batch(long nowMs) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            Set<Long> wanted = new HashSet<>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                Long key = random.nextInt(12) == 0 ? null : Long.valueOf(random.nextInt(keys));
                rows.add(Arrays.asList(key, (long) i));
                if (key != null) {
                    wanted.add(key);
                }
            }
            int before = probe.asked.size();
            List<List<@Nullable Object>> actual = probe.rows(nowMs, rows);
            List<String> asked = probe.asked.subList(before, probe.asked.size());
            assertThat(asked).as("seed %d", seed).doesNotHaveDuplicates();
            for (long key : wanted) {
                Read read = known.get(key);
                boolean old = read == null || nowMs - read.atMs() >= limits.ttlMs();
                boolean again = asked.contains("key:" + key);
                // With too little room more is read than is too old.
                assertThat(again).as("seed %d, key %d", seed, key).isEqualTo(old || (again && !roomy));
                if (again) {
                    known.put(key, new Read(nowMs, probe.table.get("key:" + key)));
                }
            }
            assertThat(actual).as("seed %d", seed).isEqualTo(expected(rows));
            assertThat(probe.held()).as("seed %d", seed).isLessThanOrEqualTo(limits.maxEntries() + wanted.size());
        }

        private List<List<@Nullable Object>> expected(List<List<@Nullable Object>> rows) {
            List<List<@Nullable Object>> expected = new ArrayList<>();
            for (List<@Nullable Object> row : rows) {
                Object key = row.get(0);
                Read read = key == null ? null : known.get((Long) key);
                Object value = read == null ? null : read.value();
                if (value instanceof Integer number) {
                    expected.add(Arrays.asList(key, row.get(1), number.longValue()));
                } else if (value == null && left) {
                    expected.add(Arrays.asList(key, row.get(1), null));
                }
            }
            return expected;
        }
    }
}
