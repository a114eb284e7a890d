package dev.freshet.core.batch;

/** Bytes that were to be a batch in binary form are not: damaged, cut off, or of another version. */
public final class CorruptBatchException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public CorruptBatchException(String message) {
        super("not a batch in binary form: " + message);
    }
}
