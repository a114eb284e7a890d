package dev.freshet.core.expr.text;

import java.nio.charset.StandardCharsets;

/**
 * What can be said of a regular expression by comparing bytes: a literal that the text must hold, at its beginning, at its
 * end, or anywhere.
 */
final class LiteralPattern {
    private static final String SPECIAL = "\\.+*?()|[]{}^$";

    private final byte[] literal;
    private final boolean atStart;
    private final boolean atEnd;
    private final boolean whole;

    private LiteralPattern(String literal, boolean atStart, boolean atEnd, boolean whole) {
        this.literal = literal.getBytes(StandardCharsets.UTF_8);
        this.atStart = atStart;
        this.atEnd = atEnd;
        this.whole = whole;
    }

    static LiteralPattern of(String expression) {
        boolean atStart = expression.startsWith("^");
        StringBuilder literal = new StringBuilder();
        int at = atStart ? 1 : 0;
        int lastLength = 0;
        while (at < expression.length()) {
            char c = expression.charAt(at);
            boolean escaped = c == '\\' && at + 1 < expression.length() && isPunctuation(expression.charAt(at + 1));
            if (!escaped && SPECIAL.indexOf(c) >= 0) {
                break;
            }
            int codePoint = expression.codePointAt(escaped ? at + 1 : at);
            lastLength = Character.charCount(codePoint);
            literal.appendCodePoint(codePoint);
            at += lastLength + (escaped ? 1 : 0);
        }
        boolean atEnd = at == expression.length() - 1 && expression.charAt(at) == '$';
        if (at == expression.length() || atEnd) {
            return new LiteralPattern(literal.toString(), atStart, atEnd, true);
        }
        if (!atStart || hasTopLevelAlternative(expression)) {
            return new LiteralPattern("", false, false, false);
        }
        if ("?*{".indexOf(expression.charAt(at)) >= 0) {
            literal.setLength(literal.length() - lastLength);
        }
        return new LiteralPattern(literal.toString(), true, false, false);
    }

    private static boolean isPunctuation(char c) {
        return c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
    }

    /** Whether a {@code |} stands outside all groups; where classes or quotations make that unclear, yes. */
    private static boolean hasTopLevelAlternative(String expression) {
        int depth = 0;
        boolean inClass = false;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\\') {
                if (i + 1 < expression.length() && expression.charAt(i + 1) == 'Q') {
                    return true;
                }
                i++;
            } else if (c == '[') {
                if (inClass || (i + 1 < expression.length() && "]^[".indexOf(expression.charAt(i + 1)) >= 0)) {
                    return true;
                }
                inClass = true;
            } else if (c == ']') {
                inClass = false;
            } else if (!inClass && c == '(') {
                depth++;
            } else if (!inClass && c == ')') {
                depth--;
            } else if (!inClass && c == '|' && depth == 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the literal says all that the expression says. */
    boolean isWhole() {
        return whole;
    }

    /** False where the expression cannot be found in the text. */
    boolean mayMatch(byte[] data, int from, int to) {
        int length = literal.length;
        if (to - from < length) {
            return false;
        }
        if (atStart) {
            return Utf8.matches(data, from, literal) && (!atEnd || to - from == length);
        }
        if (atEnd) {
            return Utf8.matches(data, to - length, literal);
        }
        return length == 0 || Utf8.indexOf(data, from, to, literal, 0, length) >= 0;
    }
}
