package dev.freshet.core.expr;

/** A function does not take the arguments that it was given. */
public final class CallException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int argument;

    /**
     * @param argument the index of the argument that is wrong, -1 where they are wrong together
     * @param message what is wrong, for the user
     */
    public CallException(int argument, String message) {
        super(message);
        this.argument = argument;
    }

    /** The index of the argument that is wrong, -1 where they are wrong together. */
    public int argument() {
        return argument;
    }
}
