package dev.freshet.core.epoch;

/** A snapshot cannot be restored, now or later: the epoch it belongs to is of no use. */
public abstract sealed class SnapshotException extends RuntimeException
        permits DamagedSnapshotException, MissingSnapshotException {
    private static final long serialVersionUID = 1L;

    SnapshotException(String message) {
        super(message);
    }
}
