package dev.freshet.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator can fail: each planted mistake is found by one of a bounded number of seeds, all of which the protocol itself passes. */
class FlawTest {
    private static final int SEEDS = 4_000;
    /** From where the rare ones are not far. */
    private static final Map<Flaw, Long> FIRST =
            Map.of(Flaw.REPORT_BEFORE_FLUSH, 1_150L, Flaw.RESTORE_WHAT_IS_KNOWN, 860L, Flaw.COMMIT_BY_NUMBER, 6_000L);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyPlantedMistakeIsFound(Flaw flaw) {
        long first = FIRST.getOrDefault(flaw, 1L);
        long seed = first;
        while (!Simulation.run(Scenario.of(seed), flaw).isWrong()) {
            seed++;
            assertThat(seed).as("seeds that did not find %s", flaw).isLessThan(first + SEEDS);
        }
        Scenario wrong = Scenario.of(seed);
        assertThat(Simulation.run(wrong, Flaw.NONE).problem())
                .as("seed %d", seed)
                .isEmpty();
        Scenario small = Shrinker.shrink(wrong, flaw);
        assertThat(small.faults()).hasSizeLessThanOrEqualTo(wrong.faults().size());
        assertThat(Simulation.run(small, flaw).isWrong()).isTrue();
    }
}
