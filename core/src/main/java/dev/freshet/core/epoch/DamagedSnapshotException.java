package dev.freshet.core.epoch;

/** A blob is not what was put, or of a version that this release does not know. */
public final class DamagedSnapshotException extends SnapshotException {
    private static final long serialVersionUID = 1L;

    public DamagedSnapshotException(String message) {
        super(message);
    }
}
