package dev.freshet.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WatermarkMergerTest {
    private static final long NONE = WatermarkMerger.NONE;

    @Test
    void aChannelThatSaidNothingHoldsBack() {
        WatermarkMerger merger = new WatermarkMerger(2, false);

        assertThat(merger.report(0, 100, 110, false, 0)).isFalse();
        assertThat(merger.watermarkMs()).isEqualTo(NONE);
        assertThat(merger.report(1, 50, 60, false, 0)).isTrue();
        assertThat(merger.watermarkMs()).isEqualTo(50);
        assertThat(merger.maxEventTimeMs()).isEqualTo(110);
    }

    @Test
    void anIdleChannelHoldsNothingUpAndWakesWithoutPullingBack() {
        WatermarkMerger merger = new WatermarkMerger(2, false);
        merger.report(0, 100, 110, false, 0);
        merger.report(1, 50, 60, false, 0);

        assertThat(merger.report(1, 50, 60, true, 1)).isTrue();
        assertThat(merger.watermarkMs()).isEqualTo(100);
        assertThat(merger.report(1, 70, 80, false, 2)).isFalse();
        assertThat(merger.watermarkMs()).isEqualTo(100);
        assertThat(merger.idle()).isFalse();
    }

    @Test
    void finishedChannelsCountAsTheEnd() {
        WatermarkMerger merger = new WatermarkMerger(2, false);
        merger.report(0, Long.MAX_VALUE, 110, false, 0);
        merger.report(1, 50, 60, false, 0);

        assertThat(merger.watermarkMs()).isEqualTo(50);
        assertThat(merger.finished()).isFalse();
        merger.report(1, Long.MAX_VALUE, 60, false, 0);
        assertThat(merger.finished()).isTrue();
    }

    @Test
    void oneFinishedAndTheRestIdleIsNotTheEnd() {
        WatermarkMerger merger = new WatermarkMerger(2, false);
        merger.report(0, Long.MAX_VALUE, 110, false, 0);
        merger.report(1, 50, 60, true, 0);

        assertThat(merger.watermarkMs()).isEqualTo(50);
        assertThat(merger.idle()).isTrue();
    }

    @Test
    void aDeclaredIdleAdvanceGoesOnFromTheGreatestEventTime() {
        WatermarkMerger merger = new WatermarkMerger(2, true);
        merger.report(0, 100, 110, true, 1000);
        merger.report(1, 50, 60, true, 2000);

        assertThat(merger.watermarkMs()).isEqualTo(110);
        assertThat(merger.tick(2005)).isTrue();
        assertThat(merger.watermarkMs()).isEqualTo(115);
        merger.report(0, 112, 120, false, 2010);
        assertThat(merger.watermarkMs()).isEqualTo(115);
        assertThat(merger.tick(9000)).isFalse();
    }

    @Test
    void idleTimeNeverBecomesTheEndOfInput() {
        WatermarkMerger merger = new WatermarkMerger(1, true);
        merger.report(0, Long.MAX_VALUE - 10, Long.MAX_VALUE - 5, true, 0);
        merger.tick(1_000_000);

        assertThat(merger.watermarkMs()).isEqualTo(Long.MAX_VALUE - 1);
        assertThat(merger.finished()).isFalse();
    }

    @Test
    void withoutAnIdleAdvanceTheLeastOfAllIdleChannelsCounts() {
        WatermarkMerger merger = new WatermarkMerger(2, false);
        merger.report(0, 100, 110, true, 0);
        merger.report(1, 50, 60, true, 0);

        assertThat(merger.watermarkMs()).isEqualTo(50);
        assertThat(merger.tick(5000)).isFalse();
    }
}
