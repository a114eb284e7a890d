package dev.freshet.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SourceWatermarksTest {
    private static final long UNKNOWN = Long.MIN_VALUE;
    private final SourceWatermarks source = new SourceWatermarks(10, 500);

    @Test
    void onlyWhatWasAckedCounts() {
        source.add(0, UNKNOWN, 0);
        source.read(0, 1000, 1);
        source.update(1);
        assertThat(source.watermarkMs()).isEqualTo(UNKNOWN);

        source.acked(0, 1000, 2);
        source.update(2);
        assertThat(source.watermarkMs()).isEqualTo(990);
        assertThat(source.maxEventTimeMs()).isEqualTo(1000);
    }

    @Test
    void theSlowestPartitionCountsUntilItIsIdle() {
        source.add(0, 2000, 0);
        source.add(1, 1000, 0);
        source.update(0);
        assertThat(source.watermarkMs()).isEqualTo(990);

        source.read(0, 2100, 400);
        source.acked(0, 2100, 450);
        source.update(500);
        assertThat(source.watermarkMs()).isEqualTo(2090);
        assertThat(source.idle()).isFalse();
        source.update(950);
        assertThat(source.idle()).isTrue();
        assertThat(source.watermarkMs()).isEqualTo(2090);
    }

    @Test
    void aPartitionWithBatchesInFlightIsNotIdle() {
        source.add(0, UNKNOWN, 0);
        source.read(0, 1000, 0);
        source.update(10_000);

        assertThat(source.idle()).isFalse();
    }

    @Test
    void theEndComesWhenSealedAndAllHaveFinished() {
        source.add(0, 1000, 0);
        source.finish(0);
        source.update(1);
        assertThat(source.finished()).isFalse();
        assertThat(source.idle()).isTrue();

        source.seal();
        source.update(2);
        assertThat(source.finished()).isTrue();
    }

    @Test
    void aTaskWithoutPartitionsIsIdleAndOnceSealedFinished() {
        source.update(0);
        assertThat(source.idle()).isTrue();
        source.seal();
        source.update(0);
        assertThat(source.watermarkMs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aPartitionFarAheadWaitsAndTheSlowestNever() {
        source.add(0, 200_000, 0);
        source.add(1, 100_000, 0);

        assertThat(source.ahead(0, Alignment.DEFAULT, Long.MAX_VALUE, 1)).isTrue();
        assertThat(source.ahead(1, Alignment.DEFAULT, Long.MAX_VALUE, 1)).isFalse();
        assertThat(source.ahead(1, Alignment.DEFAULT, 30_000, 1)).isTrue();
        assertThat(source.ahead(0, Alignment.NONE, 0, 1)).isFalse();
        // The slow one went idle: nobody waits for it.
        source.read(0, 200_001, 600);
        assertThat(source.ahead(0, Alignment.DEFAULT, Long.MAX_VALUE, 601)).isFalse();
    }

    @Test
    void distancesBeyondTheRangeOfLongsAreAhead() {
        assertThat(new Alignment(5).holds(Long.MAX_VALUE - 1, -100)).isTrue();
        assertThat(new Alignment(5).holds(Long.MIN_VALUE, 0)).isFalse();
    }
}
