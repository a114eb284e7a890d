package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlidingRateTest {
    private final SlidingRate rate = new SlidingRate();

    @Test
    void theFirstReadingKnowsNoRate() {
        assertThat(rate.at(1_000, 500)).isZero();
    }

    @Test
    void batchesThatComeInLumpsGiveASteadyRate() {
        rate.at(0, 0);
        for (int half = 1; half <= 40; half++) {
            double seen = rate.at(half * 500L, (half / 4) * 2_048L);
            if (half > 12) {
                assertThat(seen).isBetween(800.0, 1_300.0);
            }
        }
    }

    @Test
    void whatIsOlderThanTheSpanIsForgotten() {
        rate.at(0, 0);
        rate.at(1_000, 1_000_000);
        for (int second = 2; second <= 7; second++) {
            rate.at(second * 1_000L, 1_000_000);
        }

        assertThat(rate.at(8_000, 1_000_000)).isZero();
    }
}
