package dev.freshet.core.expr.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression over UTF-8 bytes by RE2/J, so in time linear in the text whatever the expression is. What a literal
 * says about it is asked first: a pattern that is one altogether ({@code ^/api/}, {@code \.html$}) never runs RE2, one that
 * begins with {@code ^} and a literal runs it only behind that literal. Whether a pattern of the usual syntax is found at all
 * is told by a {@link ByteDfa}, tens of times faster; RE2 then runs for groups only.
 *
 * <p>Not thread-safe: it keeps a matcher.
 */
public final class Regex {
    private static final int KEPT_LENGTHS = 1024;

    private final LiteralPattern literal;
    private final @Nullable ByteDfa dfa;
    private final Matcher matcher;
    private final int groups;
    private final byte[][] inputs = new byte[KEPT_LENGTHS][];

    private Regex(Pattern pattern, LiteralPattern literal, @Nullable ByteDfa dfa) {
        this.literal = literal;
        this.dfa = dfa;
        this.matcher = pattern.matcher(new byte[0]);
        this.groups = pattern.groupCount();
    }

    /**
     * Compiles an expression in RE2's syntax.
     *
     * @throws IllegalArgumentException where it is none; the message says why
     */
    public static Regex compile(String expression) {
        try {
            Pattern pattern = Pattern.compile(expression);
            return new Regex(pattern, LiteralPattern.of(expression), ByteDfa.of(expression));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("bad regular expression '" + expression + "': " + e.getDescription(), e);
        }
    }

    /** How many groups it has. */
    public int groups() {
        return groups;
    }

    /** Whether it is found anywhere in the text. */
    public boolean find(byte[] data, int from, int to) {
        if (literal.isWhole()) {
            return literal.mayMatch(data, from, to);
        }
        return switch (ask(data, from, to)) {
            case FOUND -> true;
            case NOT_FOUND -> false;
            case UNKNOWN -> literal.mayMatch(data, from, to) && search(data, from, to);
        };
    }

    /**
     * Finds it for the first time; {@link #start} and {@link #end} then tell where.
     *
     * @return whether it is there
     */
    public boolean locate(byte[] data, int from, int to) {
        return literal.mayMatch(data, from, to)
                && ask(data, from, to) != ByteDfa.Answer.NOT_FOUND
                && search(data, from, to);
    }

    /** Where the group begins, from the text's beginning; negative where it took no part. */
    public int start(int group) {
        return matcher.start(group);
    }

    /** Where the group ends, from the text's beginning. */
    public int end(int group) {
        return matcher.end(group);
    }

    private ByteDfa.Answer ask(byte[] data, int from, int to) {
        return dfa == null ? ByteDfa.Answer.UNKNOWN : dfa.find(data, from, to);
    }

    private boolean search(byte[] data, int from, int to) {
        matcher.reset(input(data, from, to));
        return matcher.find();
    }

    /** RE2/J takes whole arrays only, so the text is copied, into arrays kept by length. */
    private byte[] input(byte[] data, int from, int to) {
        int length = to - from;
        if (length >= KEPT_LENGTHS) {
            return Arrays.copyOfRange(data, from, to);
        }
        byte[] input = inputs[length];
        if (input == null) {
            input = new byte[length];
            inputs[length] = input;
        }
        System.arraycopy(data, from, input, 0, length);
        return input;
    }
}
