package dev.freshet.core.dead;

/** Words for what code of a user's own threw. */
public final class UserCode {
    private static final int MOST_CHARS = 1000;

    private UserCode() {}

    /** The exception, what it says, and where it was thrown: {@code java.lang.ArithmeticException: / by zero (Silence.onRow:42)}. */
    public static String words(Throwable thrown) {
        StringBuilder words = new StringBuilder(thrown.getClass().getName());
        String message = thrown.getMessage();
        if (message != null) {
            words.append(": ").append(message);
        }
        if (words.length() > MOST_CHARS) {
            words.setLength(MOST_CHARS);
            words.append('…');
        }
        StackTraceElement[] stack = thrown.getStackTrace();
        if (stack.length > 0) {
            String type = stack[0].getClassName();
            words.append(" (").append(type.substring(type.lastIndexOf('.') + 1)).append('.');
            words.append(stack[0].getMethodName())
                    .append(':')
                    .append(stack[0].getLineNumber())
                    .append(')');
        }
        return words.toString();
    }
}
