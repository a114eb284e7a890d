package dev.freshet.core.decode.json;

import dev.freshet.core.dead.Reason;
import dev.freshet.core.decode.scan.Digits;
import dev.freshet.core.decode.scan.Excerpt;
import dev.freshet.core.decode.scan.Fault;
import dev.freshet.core.decode.scan.Utf8;
import dev.freshet.core.decode.scan.Words;

/**
 * The tokens of RFC 8259 in one record: each method takes a place and returns the place behind the token, or {@link
 * #FAILED} with the fault set. Strings are searched eight bytes at a time for what needs attention.
 */
final class JsonTokens {
    /** Returned instead of a place. */
    static final int FAILED = -1;
    /** Added to the place behind a number with a fraction. */
    static final long FRACTION = 1L << 32;
    /** A longer number is refused, as Jackson does. */
    static final int MAX_NUMBER_LENGTH = 1000;

    private static final long QUOTES = Words.repeat('"');
    private static final long BACKSLASHES = Words.repeat('\\');
    private static final long SPACES = Words.repeat(' ');
    private static final long ONES = Words.repeat(1);
    private static final int MAX_PLAIN_DIGITS = 100;

    private byte[] data = new byte[0];
    private int to;
    private Fault fault = new Fault();
    private boolean escaped;
    private boolean fraction;

    void open(byte[] newData, int newTo, Fault newFault) {
        data = newData;
        to = newTo;
        fault = newFault;
    }

    /** Whether the last string has escapes. */
    boolean escaped() {
        return escaped;
    }

    /** Whether the last number has a fraction or an exponent. */
    boolean fraction() {
        return fraction;
    }

    /** Goes over white space. */
    int space(int at) {
        int i = at;
        while (i < to && data[i] <= ' ' && (data[i] == ' ' || data[i] == '\n' || data[i] == '\r' || data[i] == '\t')) {
            i++;
        }
        return i;
    }

    /**
     * The place of the quote that ends a string of plain ASCII, or -1 where something needs attention: an escape, a control
     * character, a byte beyond ASCII, the record's end, or too little room to look at two words at once. Two, since most
     * strings end in one of them, and which is not to be foreseen.
     */
    static int plainEnd(byte[] data, int from, int to) {
        for (int i = from; i + 16 <= data.length; i += 16) {
            long first = Words.at(data, i);
            long second = Words.at(data, i + 8);
            long firstMarks = notPlain(first);
            long secondMarks = notPlain(second);
            if ((firstMarks | secondMarks) != 0) {
                int end = i + (firstMarks != 0 ? Words.first(firstMarks) : 8 + Words.first(secondMarks));
                return end < to && data[end] == '"' ? end : FAILED;
            }
        }
        return FAILED;
    }

    /** Marks what is not plain; behind the first, as in {@link Words}, there may be false marks. Bytes beyond ASCII are marked
     * anyway, so that they need not be kept out of the differences. */
    private static long notPlain(long word) {
        return ((word ^ QUOTES) - ONES | (word ^ BACKSLASHES) - ONES | word - SPACES | word) & Words.HIGHS;
    }

    /**
     * The place behind a number of digits alone, or digits, a point and digits; with {@link #FRACTION} added for the latter.
     * -1 where something needs attention.
     */
    static long plainNumber(byte[] data, int from, int to) {
        int end = Digits.end(data, from, to);
        if (end == from || end - from > MAX_PLAIN_DIGITS || (data[from] == '0' && end > from + 1) || end == to) {
            return FAILED;
        }
        byte next = data[end];
        if (next == '.') {
            int point = end;
            end = Digits.end(data, point + 1, to);
            if (end == point + 1 || end - from > MAX_PLAIN_DIGITS || end == to) {
                return FAILED;
            }
            return (data[end] | 0x20) == 'e' ? FAILED : FRACTION | end;
        }
        return (next | 0x20) == 'e' ? FAILED : end;
    }

    /** The name of a member. */
    int name(int at) {
        return at < to && data[at] == '"' ? string(at + 1) : unexpected("name", at);
    }

    /** The colon behind a name, with the white space on both sides. */
    int colon(int from) {
        int at = space(from);
        return at < to && data[at] == ':' ? space(at + 1) : unexpected("colon", at);
    }

    /** A string whose opening quote is before the place. */
    int string(int from) {
        escaped = false;
        int i = from;
        while (i < to) {
            if (i + 8 <= data.length) {
                long word = Words.at(data, i);
                long marks = Words.equalTo(word, QUOTES)
                        | Words.equalTo(word, BACKSLASHES)
                        | Words.below(word, SPACES)
                        | (word & Words.HIGHS);
                if (marks == 0) {
                    i += 8;
                    continue;
                }
                i += Words.first(marks);
                if (i >= to) {
                    break;
                }
            }
            byte value = data[i];
            if (value == '"') {
                return i + 1;
            }
            i = value >= ' ' && value != '\\' ? i + 1 : unusual(i, value);
            if (i < 0) {
                return FAILED;
            }
        }
        return truncated("a string");
    }

    private int unusual(int at, byte value) {
        if (value == '\\') {
            escaped = true;
            return escape(at);
        }
        if (value >= 0) {
            return malformed("a control character in a string", at);
        }
        int i = at;
        while (i < to && data[i] < 0) {
            int length = Utf8.sequenceLength(data, i, to);
            if (length == 0) {
                fault.set(Reason.BAD_UTF8, "a string is not UTF-8 at " + Excerpt.of(data, i, to));
                return FAILED;
            }
            i += length;
        }
        return i;
    }

    private int escape(int at) {
        if (at + 1 >= to) {
            return truncated("an escape");
        }
        switch (data[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return at + 2;
            }
            case 'u' -> {
                for (int i = at + 2; i < at + 6; i++) {
                    if (i >= to) {
                        return truncated("an escape");
                    }
                    if (JsonStrings.hex(data[i]) < 0) {
                        return malformed("an escape without four hexadecimal digits", at);
                    }
                }
                return at + 6;
            }
            default -> {
                return malformed("an unknown escape", at);
            }
        }
    }

    /** A number. */
    int number(int from) {
        fraction = false;
        int i = data[from] == '-' ? from + 1 : from;
        int digits = i;
        i = digits(i);
        if (i == digits || (data[digits] == '0' && i > digits + 1)) {
            return i == to && i == digits ? truncated("a number") : malformed("no number", from);
        }
        if (i < to && data[i] == '.') {
            fraction = true;
            digits = i + 1;
            i = digits(digits);
            if (i == digits) {
                return i == to ? truncated("a number") : malformed("no number", from);
            }
        }
        if (i < to && (data[i] | 0x20) == 'e') {
            fraction = true;
            digits = i + 1 < to && (data[i + 1] == '-' || data[i + 1] == '+') ? i + 2 : i + 1;
            i = digits(digits);
            if (i == digits) {
                return i == to ? truncated("a number") : malformed("no number", from);
            }
        }
        return i - from > MAX_NUMBER_LENGTH ? malformed("a number of " + (i - from) + " characters", from) : i;
    }

    private int digits(int from) {
        return Digits.end(data, from, to);
    }

    /** One of the three words. */
    int word(int at) {
        return switch (data[at]) {
            case 't' -> word("true", at);
            case 'f' -> word("false", at);
            case 'n' -> word("null", at);
            default -> malformed("no value", at);
        };
    }

    private int word(String word, int from) {
        for (int i = 0; i < word.length(); i++) {
            if (from + i >= to) {
                return truncated("'" + word + "'");
            }
            if (data[from + i] != word.charAt(i)) {
                return malformed("no value", from);
            }
        }
        return from + word.length();
    }

    int truncated(String within) {
        fault.set(Reason.TRUNCATED, "the record ends within " + within);
        return FAILED;
    }

    /** Nothing more where something must be is a record that was cut off. */
    int unexpected(String expected, int at) {
        return at >= to ? truncated("an object or array") : malformed("no " + expected, at);
    }

    int tooDeep(int at) {
        return malformed("more than " + JsonScanner.MAX_DEPTH + " objects and arrays in each other", at);
    }

    int malformed(String what, int at) {
        fault.set(Reason.MALFORMED, what + " at " + Excerpt.of(data, at, to));
        return FAILED;
    }
}
