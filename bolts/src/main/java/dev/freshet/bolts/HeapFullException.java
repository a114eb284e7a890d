package dev.freshet.bolts;

/** There is no memory for more state; the message is for the user. */
final class HeapFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HeapFullException(String message) {
        super(message);
    }
}
