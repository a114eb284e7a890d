package dev.freshet.testkit.simulator;

/** Mistakes to be planted, one at a time: the simulator is to find each of them. */
public enum Flaw {
    /** None: the protocol as it is. */
    NONE,
    /** What arrives behind a barrier is worked on at once. */
    ALIGNMENT_SKIPPED,
    /** The snapshot is taken at the first barrier instead of the last. */
    SNAPSHOT_AT_FIRST_BARRIER,
    /** A part is reported before its blob is in the store. */
    REPORT_BEFORE_DURABLE,
    /** A sink reports before its rows are written. */
    REPORT_BEFORE_FLUSH,
    /** The pending epoch outlives its generation, and is completed by parts of both. */
    COMPLETION_IN_OLD_GENERATION,
    /** A task restores the latest epoch that it knows of instead of the base. */
    RESTORE_WHAT_IS_KNOWN,
    /** A task that is started again joins the running generation. */
    NO_NEW_GENERATION,
    /** A superseded task goes on, and its tuples of old generations are taken. */
    ZOMBIE_ADMITTED,
    /** Who is superseded stands still for ever, though nobody works in its place. */
    SUPERSEDED_FOR_GOOD,
    /** A missing tuple is not noticed. */
    GAP_UNSEEN,
    /** A repeated tuple is taken again. */
    DUPLICATE_UNSEEN,
    /** The last writer of a result wins. */
    FENCE_MISSING,
    /** A result is compared by revision only. */
    FENCE_WITHOUT_GENERATION,
    /** Rows that wait at a sink outlive their generation, and are written under the new one. */
    FENCE_RAISED_TOO_LATE,
    /** Rows to be appended are not in the sink's snapshot. */
    PENDING_NOT_IN_SNAPSHOT,
    /** Rows are appended when they come. */
    APPENDED_AT_ONCE,
    /** A commit does not look for one that was done before. */
    COMMIT_NOT_IDEMPOTENT,
    /** A commit asks for the number of the complete epoch only, not for its generation. */
    COMMIT_BY_NUMBER,
    /** A sink reports an epoch while rows of those before wait. */
    REPORT_UNSETTLED,
    /** A task that lives on keeps its state in a new generation. */
    STATE_KEPT,
    /** A source goes on from where it was in a new generation. */
    SOURCE_NOT_REWOUND,
    /** A source notes its state when it is written, not at its barrier. */
    SOURCE_STATE_TOO_LATE,
    /** A source notes its state before the last row that it sends ahead of the barrier. */
    SOURCE_STATE_TOO_EARLY,
    /** Tuples are worked on before the state is loaded. */
    LOAD_NOT_AWAITED,
    /** A task numbers on in a new generation. */
    CHANNELS_NOT_RESTARTED,
    /** No epoch is ever too late. */
    DEADLINE_MISSING,
    /** A task reads its predecessor's part only, whatever the number of tasks was. */
    RESTORED_BY_INDEX,
    /** Blobs that nobody needs stay. */
    GARBAGE_LEFT
}
