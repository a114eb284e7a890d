package dev.freshet.storm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.key.HeavyKeys;
import dev.freshet.core.operator.Counters;
import org.junit.jupiter.api.Test;

class HeavyKeyWatchTest {
    private static final String GAUGE = HeavyKeyWatch.GAUGE + "window-minute";

    @Test
    void theGaugeGoesUpAndDown() {
        Counters counters = new Counters();
        HeavyKeys keys = new HeavyKeys(new HeavyKeyWatch("source-flows", "window-minute", counters));
        long[] batch = new long[10_000];
        keys.observe(batch, batch.length, 4);
        assertThat(counters.read()).containsEntry(GAUGE, 100L);
        for (int i = 0; i < batch.length; i++) {
            batch[i] = i;
        }
        for (int turn = 0; turn < 100; turn++) {
            keys.observe(batch, batch.length, 4);
        }
        assertThat(counters.read().get(GAUGE)).isLessThan(5);
    }

    @Test
    void aKeyIsHeavyWhereItIsMoreThanAnEvenShare() {
        assertThat(HeavyKeyWatch.isHeavy(0.9, 4)).isTrue();
        assertThat(HeavyKeyWatch.isHeavy(0.3, 4)).isTrue();
        assertThat(HeavyKeyWatch.isHeavy(0.25, 4)).isFalse();
        assertThat(HeavyKeyWatch.isHeavy(0.45, 2)).isFalse();
        assertThat(HeavyKeyWatch.isHeavy(0.1, 128)).isFalse();
    }
}
