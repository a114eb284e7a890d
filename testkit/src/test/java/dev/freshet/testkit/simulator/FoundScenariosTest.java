package dev.freshet.testkit.simulator;

import static dev.freshet.testkit.simulator.Fault.Kind.CRASH;
import static dev.freshet.testkit.simulator.Fault.Kind.CRASH_AFTER;
import static dev.freshet.testkit.simulator.Fault.Kind.LATE_FIRST_LOOK;
import static dev.freshet.testkit.simulator.Fault.Kind.LOST_ANSWER;
import static dev.freshet.testkit.simulator.Fault.Kind.STALL;
import static dev.freshet.testkit.simulator.Fault.Kind.SUBMIT;
import static dev.freshet.testkit.simulator.Fault.Kind.ZOMBIE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What went wrong once, shrunk. */
class FoundScenariosTest {
    @Test
    void aLargeEpochBehindSmallOnesIsNotLateForEver() {
        check(new Scenario(653, true, 2, 9, 1, List.of(1, 2, 1, 1, 2, 1), 1, 528, List.of()));
        check(new Scenario(19, true, 2, 6, 1, List.of(1, 2, 1, 1, 2, 2), 4, 623, List.of()));
        check(new Scenario(65, true, 2, 10, 3, List.of(1, 1, 1, 1, 1, 1), 1, 529, List.of()));
    }

    @Test
    void aLargeEpochAfterTheNumberOfTasksHasChanged() {
        List<Fault> faults = List.of(new Fault(313, SUBMIT, 448927));
        check(new Scenario(58, false, 2, 8, 1, List.of(2, 1, 2, 1, 2, 2), 1, 43, faults));
    }

    @Test
    void aProcessThatDiesWhenAllIsDone() {
        List<Fault> crash = List.of(new Fault(1429, CRASH, 636059));
        check(new Scenario(13, false, 1, 1, 1, List.of(2, 1, 1, 1, 1, 2), 2, 37, crash));
        List<Fault> after = List.of(new Fault(804, CRASH_AFTER, 538941));
        check(new Scenario(247, false, 1, 7, 2, List.of(2, 2, 2, 1, 2, 2), 2, 92, after));
    }

    @Test
    void processesThatNobodyWantsDoNotStarveTheOthers() {
        List<Fault> faults = List.of(
                new Fault(545, SUBMIT, 76689),
                new Fault(1117, LATE_FIRST_LOOK, 560197),
                new Fault(1443, LATE_FIRST_LOOK, 618329));
        check(new Scenario(775300057200L, true, 2, 1, 4, List.of(2, 1, 1, 1, 2, 2), 1, 567, faults));
    }

    @Test
    void aReportThatIsLateAndReplacedByTheNextLeavesNothingInTheStore() {
        List<Fault> faults = List.of(
                new Fault(313, STALL, 147277), new Fault(444, CRASH_AFTER, 59495), new Fault(521, SUBMIT, 1046619));
        check(new Scenario(2026112910862L, false, 1, 13, 3, List.of(1, 2, 1, 1, 1, 1), 2, 48, faults));
    }

    @Test
    void aReportThatWasTakenWithoutAnAnswerIsKeptThoughTheNextReplacesIt() {
        List<Fault> faults = List.of(
                new Fault(679, LOST_ANSWER, 266736), new Fault(893, STALL, 927972), new Fault(920, ZOMBIE, 138701));
        check(new Scenario(2026113092997L, false, 2, 6, 4, List.of(1, 1, 2, 1, 1, 2), 4, 37, faults));
    }

    @Test
    void sourcesThatHoldBackMoveOnHoweverLongAnEpochTakes() {
        List<Fault> faults =
                List.of(new Fault(318, SUBMIT, 480929), new Fault(467, ZOMBIE, 792629), new Fault(706, ZOMBIE, 784765));
        check(new Scenario(2026112922281L, true, 1, 1, 3, List.of(2, 2, 2, 1, 1, 1), 1, 589, faults));
    }

    private static void check(Scenario scenario) {
        assertThat(Simulation.run(scenario, Flaw.NONE).problem())
                .as("%s", scenario)
                .isEmpty();
    }
}
