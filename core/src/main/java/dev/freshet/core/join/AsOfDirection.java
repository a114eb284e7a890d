package dev.freshet.core.join;

/** Which right row an as-of join takes. */
public enum AsOfDirection {
    /** The last one at or before the left row. */
    BACKWARD,
    /** The first one at or after the left row. */
    FORWARD,
    /** The nearer of those two; the one before where both are as near. */
    NEAREST
}
