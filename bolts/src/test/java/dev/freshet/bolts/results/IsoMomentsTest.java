package dev.freshet.bolts.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.RandomSource;
import dev.freshet.testkit.Seed;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seed.class)
class IsoMomentsTest {
    private static final long FAR_MS = 400_000_000_000_000L;

    @Test
    void momentsAreAsTheFormatterHasThem(RandomSource random) {
        IsoMoments moments = new IsoMoments();
        for (int i = 0; i < 2_000; i++) {
            long ms = random.chance(0.5) ? random.nextLong(-FAR_MS, FAR_MS) : random.nextLong(-90_000_000, 90_000_000);
            long rounded = random.nextBoolean() ? ms : Math.floorDiv(ms, 1000) * 1000;
            assertThat(moments.text(rounded))
                    .isEqualTo(DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochMilli(rounded)));
        }
    }
}
