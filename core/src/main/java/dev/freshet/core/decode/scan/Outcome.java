package dev.freshet.core.decode.scan;

/** What came of scanning a record. */
public enum Outcome {
    /** The record is well formed; its cells are set. */
    FOUND,
    /** A field's test failed; the time's cell is set unless the record ended without one, and the rest may be unread. */
    FILTERED,
    /** The record is no event: a header. */
    SKIPPED,
    /** The record cannot be used; the fault says why. */
    REJECTED
}
