package dev.freshet.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The protocol under every fault there is. Longer with {@code -Dfreshet.fuzz.cases=N}; again with {@code -Dfreshet.fuzz.seed=N}.
 */
final class EpochFuzz {
    @Test
    void nothingIsLostOrDoubledWhateverGoesWrong() {
        long cases = Long.getLong("freshet.fuzz.cases", 1_000);
        Long given = Long.getLong("freshet.fuzz.seed");
        long first = given != null ? given : new SplittableRandom().nextLong(1L << 40);
        long count = given != null ? 1 : cases;
        for (long seed = first; seed < first + count; seed++) {
            check(seed);
        }
    }

    static void check(long seed) {
        Scenario scenario = Scenario.of(seed);
        Outcome outcome = Simulation.run(scenario, Flaw.NONE);
        if (outcome.isWrong()) {
            Scenario small = Shrinker.shrink(scenario, Flaw.NONE);
            assertThat(Simulation.run(small, Flaw.NONE).problem())
                    .as("seed %d (run again with -Dfreshet.fuzz.seed=%d), shrunk to %s", seed, seed, small)
                    .isEmpty();
        }
    }
}
