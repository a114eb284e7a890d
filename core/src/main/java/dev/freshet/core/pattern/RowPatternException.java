package dev.freshet.core.pattern;

/** A text is no pattern. */
public final class RowPatternException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int position;

    RowPatternException(int position, String message) {
        super(message);
        this.position = position;
    }

    /** The place in the text, from 0. */
    public int position() {
        return position;
    }
}
