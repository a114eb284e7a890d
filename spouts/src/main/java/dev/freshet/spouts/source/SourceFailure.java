package dev.freshet.spouts.source;

/** The source cannot be read, and trying again does not help. The message is one sentence for the user. */
public final class SourceFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SourceFailure(String message) {
        super(message);
    }

    public SourceFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
