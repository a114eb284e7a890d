package dev.freshet.testkit.simulator;

/** What a process may have done last before it dies. */
enum Moment {
    /** A barrier was sent on, the part is not stored. */
    ALIGNED,
    /** A part is stored, not reported. */
    STORED,
    /** A part is reported, which the record may not know. */
    REPORTED,
    /** The poller has seen or made an epoch complete. */
    COMPLETED,
    /** A result is written, or rows are appended. */
    WRITTEN,
    /** A Restore was sent on, the state is not loaded. */
    RESTORED
}
