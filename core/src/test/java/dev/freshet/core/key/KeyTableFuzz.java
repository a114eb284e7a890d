package dev.freshet.core.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The table against a HashMap, after every operation. */
class KeyTableFuzz {
    private static final int ROUNDS = Integer.getInteger("freshet.fuzz.rounds", 60);

    @Test
    void holdsWhatAMapHolds() {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            new Run(seed).operations(2_000);
        }
    }

    @Test
    void takesBoundedMemoryWhenKeysComeAndGo() {
        KeyTable table = new KeyTable();
        for (int i = 0; i < 200_000; i++) {
            byte[] key = ("key number " + i).getBytes(StandardCharsets.UTF_8);
            int slot = table.slot(key, 0, key.length, KeyHash.hash(key, 0, key.length));
            assertThat(slot).isLessThan(101);
            if (table.size() > 100) {
                byte[] old = ("key number " + (i - 100)).getBytes(StandardCharsets.UTF_8);
                table.remove(table.find(old, 0, old.length, KeyHash.hash(old, 0, old.length)));
            }
        }
        assertThat(table.slotLimit()).isLessThanOrEqualTo(101);
        assertThat(table.sizeBytes()).isLessThan(20_000);
    }

    private static final class Run {
        private final String name;
        private final Random random;
        private final Map<String, Integer> model = new HashMap<>();
        private final KeyTable table = new KeyTable();
        private final int keys;
        private final long hashMask;

        Run(long seed) {
            name = "seed " + seed;
            random = new Random(seed);
            keys = 1 << (1 + random.nextInt(9));
            hashMask = switch (random.nextInt(3)) {
                case 0 -> 7; // few home positions: long probes
                case 1 -> 0xFF00000000000003L; // and few tags
                default -> -1;
            };
        }

        void operations(int count) {
            for (int i = 0; i < count; i++) {
                String key = key(random.nextInt(keys));
                switch (random.nextInt(10)) {
                    case 0, 1, 2, 3, 4 -> add(key);
                    case 5, 6, 7 -> remove(key);
                    default -> assertThat(find(key)).as(name).isEqualTo(model.getOrDefault(key, -1));
                }
                if (random.nextInt(500) == 0) {
                    table.clear();
                    model.clear();
                }
                assertThat(table.size()).as(name).isEqualTo(model.size());
                if (i % 50 == 0) {
                    checkAll();
                }
            }
            checkAll();
        }

        private void add(String key) {
            byte[] bytes = ("xx" + key).getBytes(StandardCharsets.UTF_8);
            int slot = table.slot(bytes, 2, bytes.length, hash(key));
            Integer known = model.putIfAbsent(key, slot);
            if (known == null) {
                assertThat(model.values().stream().filter(other -> other == slot))
                        .as("%s: slot %d is given out once", name, slot)
                        .hasSize(1);
            } else {
                assertThat(slot).as(name).isEqualTo(known);
            }
        }

        private void remove(String key) {
            Integer slot = model.remove(key);
            if (slot != null) {
                table.remove(slot);
                assertThat(table.holds(slot)).as(name).isFalse();
            }
            assertThat(find(key)).as(name).isEqualTo(-1);
        }

        private void checkAll() {
            Map<String, Integer> held = new HashMap<>();
            for (int slot = 0; slot < table.slotLimit(); slot++) {
                if (table.holds(slot)) {
                    int start = table.start(slot);
                    String key = new String(table.bytes(), start, table.end(slot) - start, StandardCharsets.UTF_8);
                    held.put(key, slot);
                    assertThat(table.hash(slot)).as(name).isEqualTo(hash(key));
                    assertThat(find(key)).as(name).isEqualTo(slot);
                }
            }
            assertThat(held).as(name).isEqualTo(model);
        }

        private int find(String key) {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            return table.find(bytes, 0, bytes.length, hash(key));
        }

        private long hash(String key) {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            return KeyHash.hash(bytes, 0, bytes.length) & hashMask;
        }

        private static String key(int number) {
            return number == 0 ? "" : "k".repeat(number % 40) + number;
        }
    }
}
