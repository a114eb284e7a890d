package dev.freshet.core.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a pattern: variables behind each other, {@code |}, parentheses, and the quantifiers {@code ? * + {n} {n,} {,m} {n,m}},
 * reluctant with a {@code ?} behind them.
 */
public final class RowPatternParser {
    private final String text;
    private int at;

    private RowPatternParser(String text) {
        this.text = text;
    }

    /** @throws RowPatternException where it is no pattern, or one that can match no row at all */
    public static RowPattern parse(String text) {
        RowPatternParser parser = new RowPatternParser(text);
        RowPattern pattern = parser.alternation();
        if (parser.at < text.length()) {
            throw parser.wrong(parser.at, "a variable, ( or | is expected");
        }
        if (pattern.mayBeEmpty()) {
            throw new RowPatternException(0, "a pattern must take at least one row, and '" + text + "' may take none");
        }
        return pattern;
    }

    private RowPattern alternation() {
        List<RowPattern> options = new ArrayList<>();
        options.add(sequence());
        while (takes('|')) {
            options.add(sequence());
        }
        return options.size() == 1 ? options.get(0) : new RowPattern.Alternation(options);
    }

    private RowPattern sequence() {
        List<RowPattern> parts = new ArrayList<>();
        skipBlanks();
        while (at < text.length() && (text.charAt(at) == '(' || isLetter(text.charAt(at)))) {
            parts.add(repeated());
            skipBlanks();
        }
        if (parts.isEmpty()) {
            throw wrong(at, "a variable or ( is expected");
        }
        return parts.size() == 1 ? parts.get(0) : new RowPattern.Sequence(parts);
    }

    private RowPattern repeated() {
        int start = at;
        RowPattern part = part();
        skipBlanks();
        if (at == text.length() || "?*+{".indexOf(text.charAt(at)) < 0) {
            return part;
        }
        char quantifier = text.charAt(at++);
        int min = quantifier == '+' ? 1 : 0;
        int max = quantifier == '?' ? 1 : RowPattern.UNLIMITED;
        if (quantifier == '{') {
            boolean open = takes(',');
            min = open ? 0 : number();
            max = !open && !takes(',') ? min : takes('}') ? RowPattern.UNLIMITED : number();
            if (text.charAt(at - 1) != '}' && !takes('}')) {
                throw wrong(at, "} is expected");
            }
        }
        boolean reluctant = at < text.length() && text.charAt(at) == '?';
        at += reluctant ? 1 : 0;
        try {
            return new RowPattern.Repeat(part, min, max, reluctant);
        } catch (IllegalArgumentException e) {
            throw new RowPatternException(start, String.valueOf(e.getMessage()));
        }
    }

    private RowPattern part() {
        if (takes('(')) {
            RowPattern inner = alternation();
            if (!takes(')')) {
                throw wrong(at, ") is expected");
            }
            return inner;
        }
        int start = at;
        while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        return new RowPattern.Variable(text.substring(start, at));
    }

    private int number() {
        skipBlanks();
        int start = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        if (at == start || at - start > 6) {
            throw wrong(start, "a number up to " + RowPattern.Repeat.MOST + " is expected");
        }
        return Integer.parseInt(text.substring(start, at));
    }

    private boolean takes(char wanted) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private RowPatternException wrong(int place, String what) {
        String found = place < text.length() ? "'" + text.charAt(place) + "'" : "the end";
        return new RowPatternException(place, what + " (found " + found + ")");
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
