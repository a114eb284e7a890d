package dev.freshet.testkit.simulator;

/**
 * Something that goes wrong.
 *
 * @param step of the scheduler at which it does
 * @param choice of whom it hits and how hard
 */
public record Fault(int step, Kind kind, int choice) {
    /** What goes wrong. */
    public enum Kind {
        /** A process dies, and is started again after a while. */
        CRASH,
        /** A process dies right after one of its tasks has done a certain thing. */
        CRASH_AFTER,
        /** Results are not written for a while. */
        SLOW_RESULTS,
        /** A process stops for a while and goes on where it was. */
        PAUSE,
        /** A process stops, a successor is started, and it goes on later. */
        ZOMBIE,
        /** A process dies, the next one stops before its first look at the record, a third is started, and the second goes on later. */
        LATE_FIRST_LOOK,
        /** A tuple is lost on its way. */
        DROP,
        /** A tuple comes twice. */
        DUPLICATE,
        /** A channel stands still for a while. */
        DELAY,
        /** The store refuses everything for a while. */
        STALL,
        /** The store does what it is asked next, and does not say so. */
        LOST_ANSWER,
        /** The store takes the first half of the next blob, and refuses it. */
        PARTIAL_WRITE,
        /** A result is written, and the writer is not told. */
        LOST_WRITE,
        /** A process's clock jumps. */
        CLOCK,
        /** The job is submitted again, with other numbers of tasks; the processes of before die or live on for a while. */
        SUBMIT
    }
}
