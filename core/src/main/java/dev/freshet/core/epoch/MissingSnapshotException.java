package dev.freshet.core.epoch;

/** A blob is not in the store any more. */
public final class MissingSnapshotException extends SnapshotException {
    private static final long serialVersionUID = 1L;

    public MissingSnapshotException(String message) {
        super(message);
    }
}
