package dev.freshet.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {
    @Test
    void theSameScenarioRunsTheSameWay() {
        for (long seed = 1; seed <= 20; seed++) {
            Scenario scenario = Scenario.of(seed);
            assertThat(Simulation.run(scenario, Flaw.NONE)).isEqualTo(Simulation.run(scenario, Flaw.NONE));
        }
    }

    @Test
    void withoutFaultsAllGoesWell() {
        for (long seed = 1; seed <= 20; seed++) {
            Outcome outcome = Simulation.run(Scenario.of(seed).withFaults(List.of()), Flaw.NONE);
            assertThat(outcome.problem()).isEmpty();
            assertThat(outcome.epochs()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void aMistakeIsShrunkToFewFaults() {
        long seed = 1;
        while (!Simulation.run(Scenario.of(seed), Flaw.GAP_UNSEEN).isWrong()) {
            seed++;
        }
        assertThat(Shrinker.shrink(Scenario.of(seed), Flaw.GAP_UNSEEN).faults()).hasSizeLessThanOrEqualTo(3);
    }
}
