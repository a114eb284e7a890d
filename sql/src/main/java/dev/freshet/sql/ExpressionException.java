package dev.freshet.sql;

/** A text is no valid expression. The message begins with the place and is written for the user. */
public final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String problem;

    /**
     * @param line from 1
     * @param column from 1
     * @param problem what is wrong
     */
    public ExpressionException(int line, int column, String problem) {
        super("line " + line + ", column " + column + ": " + problem);
        this.line = line;
        this.column = column;
        this.problem = problem;
    }

    /** Where it is wrong: the line, from 1. */
    public int line() {
        return line;
    }

    /** Where it is wrong: the column in UTF-16 characters, from 1. */
    public int column() {
        return column;
    }

    /** What is wrong, without the place. */
    public String problem() {
        return problem;
    }
}
