package dev.freshet.core.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeavyKeysTest {
    @Test
    void countsAreWithinTheirBounds() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            HeavyKeys keys = new HeavyKeys((unused, partitions) -> {});
            Map<Long, Long> exact = new HashMap<>();
            int rows = 1 + random.nextInt(20_000);
            int others = 1 + random.nextInt(5_000);
            double heavy = random.nextDouble();
            for (int i = 0; i < rows; i++) {
                long hash = random.nextDouble() < heavy ? 7 : 100 + random.nextInt(others);
                exact.merge(hash, 1L, Long::sum);
                keys.add(hash);
            }
            assertThat(keys.counted()).isEqualTo(rows);
            exact.forEach((hash, count) -> assertThat(keys.atMost(hash))
                    .as("key %d", hash)
                    .isBetween(count > rows / 32 ? count : 0, count + rows / 32 + 1));
            long most = exact.getOrDefault(7L, 0L);
            assertThat(keys.share() * rows).isLessThanOrEqualTo(exact.getOrDefault(keys.heaviest(), 0L) + 1e-6);
            if (most > rows / 2) {
                assertThat(keys.heaviest()).isEqualTo(7);
            }
        }
    }

    @Test
    void aKeyThatGrowsHeavyIsSeenAfterAWhile() {
        List<Double> shares = new ArrayList<>();
        HeavyKeys keys = new HeavyKeys((seen, partitions) -> {
            assertThat(partitions).isEqualTo(4);
            shares.add(seen.share());
        });
        Random random = new Random(5);
        long[] batch = new long[997];
        for (int turn = 0; turn < 3_000; turn++) {
            for (int i = 0; i < batch.length; i++) {
                batch[i] = turn >= 1_000 && random.nextInt(10) > 0 ? -3 : random.nextLong();
            }
            keys.observe(batch, turn % 2 == 0 ? batch.length : 3, 4);
        }
        assertThat(shares.get(shares.size() / 4)).isLessThan(0.05);
        assertThat(keys.heaviest()).isEqualTo(-3);
        assertThat(keys.share()).isBetween(0.8, 0.92);
    }

    @Test
    void nothingIsHeavyWhereNothingWasSeen() {
        HeavyKeys keys = new HeavyKeys((seen, partitions) -> {});
        assertThat(keys.share()).isZero();
        assertThat(keys.heaviest()).isZero();
    }
}
