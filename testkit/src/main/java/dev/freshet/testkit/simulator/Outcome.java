package dev.freshet.testkit.simulator;

/**
 * What came of a run.
 *
 * @param problem what is wrong; empty if nothing
 * @param generations how many there were
 * @param epochs how many were begun
 * @param setAside how many tuples of data were set aside
 */
public record Outcome(int steps, String problem, long generations, long epochs, long setAside) {
    public boolean isWrong() {
        return !problem.isEmpty();
    }
}
