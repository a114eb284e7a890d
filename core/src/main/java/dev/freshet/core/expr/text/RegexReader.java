package dev.freshet.core.expr.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the part of RE2's syntax that most expressions keep to: literals, classes of ASCII characters, groups without flags,
 * alternatives, repetitions, {@code ^} and {@code $}. Anything else is left to RE2/J, as is what looks odd.
 */
final class RegexReader {
    private static final String QUANTIFIERS = "*+?{";

    private final String text;
    private int at;
    private boolean beyond;

    private RegexReader(String text) {
        this.text = text;
    }

    /**
     * Reads an expression.
     *
     * @param expression one that RE2/J takes
     * @return null where it has something else in it
     */
    static @Nullable RegexTree read(String expression) {
        RegexReader reader = new RegexReader(expression);
        RegexTree tree = reader.choice();
        return reader.beyond || reader.at < expression.length() ? null : tree;
    }

    private RegexTree choice() {
        List<RegexTree> choices = new ArrayList<>();
        choices.add(sequence());
        while (take('|')) {
            choices.add(sequence());
        }
        return choices.size() == 1 ? choices.get(0) : new RegexTree.Choice(choices);
    }

    private RegexTree sequence() {
        List<RegexTree> parts = new ArrayList<>();
        while (!beyond && at < text.length() && peek() != '|' && peek() != ')') {
            parts.add(repeated(atom()));
        }
        return parts.size() == 1 ? parts.get(0) : new RegexTree.Sequence(parts);
    }

    private RegexTree atom() {
        int codePoint = text.codePointAt(at);
        at += Character.charCount(codePoint);
        return switch (codePoint) {
            case '(' -> group();
            case '[' -> charClass();
            case '.' -> character(ByteSet.of('\n', '\n').otherAscii(), true);
            case '^' -> new RegexTree.Edge(false);
            case '$' -> new RegexTree.Edge(true);
            case '\\' -> escaped();
            case '*', '+', '?', '{', '}', ']', ')' -> refuse();
            default -> literal(codePoint);
        };
    }

    private RegexTree group() {
        if (take('?') && !take(':')) {
            return refuse();
        }
        RegexTree inside = choice();
        return take(')') ? inside : refuse();
    }

    private RegexTree escaped() {
        if (at >= text.length()) {
            return refuse();
        }
        char c = text.charAt(at++);
        if (c == 'A' || c == 'z') {
            return new RegexTree.Edge(c == 'z');
        }
        ByteSet perl = RegexClasses.perl(c);
        if (perl != null) {
            return character(perl, Character.isUpperCase(c));
        }
        int meant = RegexClasses.escaped(c);
        return meant < 0 ? refuse() : literal(meant);
    }

    private RegexTree charClass() {
        boolean negated = take('^');
        ByteSet set = new ByteSet();
        boolean wide = false;
        boolean first = true;
        while (!beyond && (first || !take(']'))) {
            first = false;
            int from = classMember();
            if (from < 0) {
                ByteSet perl = at < text.length() ? RegexClasses.perl(text.charAt(at)) : null;
                if (perl == null) {
                    return refuse();
                }
                set.addAll(perl);
                wide |= Character.isUpperCase(text.charAt(at++));
                continue;
            }
            int to = from;
            if (at + 1 < text.length() && peek() == '-' && text.charAt(at + 1) != ']') {
                at++;
                to = classMember();
            }
            if (to < from) {
                return refuse();
            }
            set.add(from, to);
        }
        return character(negated ? set.otherAscii() : set, negated != wide);
    }

    /** The ASCII character that stands next in a class; -1, before the letter, for an escape that may be a class itself. */
    private int classMember() {
        if (at >= text.length()) {
            beyond = true;
            return -1;
        }
        char c = text.charAt(at++);
        boolean oddHyphen = c == '-' && text.charAt(at - 2) != '[' && !(at < text.length() && text.charAt(at) == ']');
        if (c >= 0x80 || c == '[' || c == ']' || oddHyphen) {
            beyond = true;
            return -1;
        }
        if (c != '\\') {
            return c;
        }
        int meant = at < text.length() ? RegexClasses.escaped(text.charAt(at)) : -1;
        if (meant >= 0) {
            at++;
        }
        return meant;
    }

    private RegexTree repeated(RegexTree part) {
        if (beyond || at >= text.length() || QUANTIFIERS.indexOf(peek()) < 0) {
            return part;
        }
        char c = text.charAt(at++);
        RegexTree repeat = switch (c) {
            case '*' -> new RegexTree.Repeat(part, 0, -1);
            case '+' -> new RegexTree.Repeat(part, 1, -1);
            case '?' -> new RegexTree.Repeat(part, 0, 1);
            default -> counted(part);
        };
        // Lazy or greedy, it is found or not.
        take('?');
        return at < text.length() && QUANTIFIERS.indexOf(peek()) >= 0 ? refuse() : repeat;
    }

    private RegexTree counted(RegexTree part) {
        int least = number();
        int most = least;
        if (take(',')) {
            most = at < text.length() && peek() == '}' ? -1 : number();
        }
        return least < 0 || most < -1 || !take('}') ? refuse() : new RegexTree.Repeat(part, least, most);
    }

    /** Digits as a number, -2 where there are none. */
    private int number() {
        int value = -2;
        while (at < text.length() && peek() >= '0' && peek() <= '9' && value < 10_000) {
            value = Math.max(value, 0) * 10 + (text.charAt(at++) - '0');
        }
        return value;
    }

    private RegexTree literal(int codePoint) {
        if (Character.getType(codePoint) == Character.SURROGATE) {
            return refuse();
        }
        byte[] bytes = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
        List<RegexTree> parts = new ArrayList<>();
        for (byte b : bytes) {
            parts.add(new RegexTree.One(ByteSet.of(b & 0xFF, b & 0xFF)));
        }
        return parts.size() == 1 ? parts.get(0) : new RegexTree.Sequence(parts);
    }

    /** An ASCII character of a set, or with {@code wide} any that is not ASCII. */
    private static RegexTree character(ByteSet ascii, boolean wide) {
        RegexTree one = new RegexTree.One(ascii);
        return wide ? new RegexTree.Choice(List.of(one, RegexClasses.NOT_ASCII)) : one;
    }

    private char peek() {
        return text.charAt(at);
    }

    private boolean take(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private RegexTree refuse() {
        beyond = true;
        return RegexTree.EMPTY;
    }
}
