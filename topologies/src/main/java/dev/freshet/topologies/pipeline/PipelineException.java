package dev.freshet.topologies.pipeline;

/** A pipeline cannot be built as it was asked for. The message is one sentence for the user. */
public final class PipelineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String text;
    private final int line;
    private final int column;

    public PipelineException(String message) {
        this(0, 0, message);
    }

    /**
     * @param line of the expression's text where it is wrong, from 1; 0 where it is no expression
     * @param column as {@code line}
     */
    public PipelineException(int line, int column, String message) {
        super(message);
        this.text = message;
        this.line = line;
        this.column = column;
    }

    /** The message. */
    public String text() {
        return text;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
