package dev.freshet.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.key.KeyHash;
import dev.freshet.core.key.KeyTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sorted slots against a sorted list of the keys, for keys with long common beginnings, and ones that begin others. */
class SlotSortFuzz {
    private static final int ROUNDS = Integer.getInteger("freshet.fuzz.rounds", 60);

    @Test
    void sortsAsBytesAreCompared() {
        SlotSort sort = new SlotSort();
        for (long seed = 1; seed <= ROUNDS; seed++) {
            Random random = new Random(seed);
            KeyTable table = new KeyTable();
            List<byte[]> added = new ArrayList<>();
            byte[] beginning = bytes(random, random.nextInt(20), 256);
            int values = 2 + random.nextInt(255);
            int wanted = random.nextInt(600);
            for (int i = 0; i < wanted; i++) {
                byte[] rest = bytes(random, random.nextInt(24), values);
                byte[] key = Arrays.copyOf(beginning, beginning.length + rest.length);
                System.arraycopy(rest, 0, key, beginning.length, rest.length);
                int before = table.size();
                int slot = table.slot(key, 0, key.length, KeyHash.hash(key, 0, key.length));
                if (table.size() > before && random.nextInt(8) == 0) {
                    table.remove(slot);
                } else if (table.size() > before) {
                    added.add(key);
                }
            }
            added.sort(Arrays::compareUnsigned);
            int[] sorted = sort.byKey(table);
            List<byte[]> found = new ArrayList<>();
            for (int i = 0; i < table.size(); i++) {
                found.add(Arrays.copyOfRange(table.bytes(), table.start(sorted[i]), table.end(sorted[i])));
            }
            assertThat(found).as("seed %d", seed).hasSameSizeAs(added);
            for (int i = 0; i < added.size(); i++) {
                assertThat(found.get(i)).as("seed %d, key %d", seed, i).isEqualTo(added.get(i));
            }
        }
    }

    /** With few values, many zeros among them. */
    private static byte[] bytes(Random random, int length, int values) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt(values);
        }
        return bytes;
    }
}
