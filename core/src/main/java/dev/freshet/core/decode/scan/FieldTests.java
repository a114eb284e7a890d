package dev.freshet.core.decode.scan;

import dev.freshet.core.decode.time.TimestampReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.DoublePredicate;
import java.util.function.LongPredicate;

/**
 * Tests of fields against constants. A NULL passes none of them; where a field may not be NULL, one without a value passes, to
 * be refused later. Keep scratch space: one instance a thread.
 */
public final class FieldTests {
    private FieldTests() {}

    /**
     * Whether a VARCHAR field is one of these texts. The cost is linear in how many there are.
     *
     * @param nullable whether the field may be NULL
     */
    public static FieldTest textIn(Collection<String> texts, boolean nullable) {
        return text(texts, true, nullable);
    }

    /**
     * Whether a VARCHAR field is none of these texts.
     *
     * @param nullable whether the field may be NULL
     */
    public static FieldTest textNotIn(Collection<String> texts, boolean nullable) {
        return text(texts, false, nullable);
    }

    /**
     * Whether a BIGINT field is in a range, both ends included.
     *
     * @param nullable whether the field may be NULL
     */
    public static FieldTest longBetween(long least, long greatest, boolean nullable) {
        return longThat(value -> value >= least && value <= greatest, nullable);
    }

    /**
     * Whether a condition holds for a BIGINT field.
     *
     * @param nullable whether the field may be NULL
     */
    public static FieldTest longThat(LongPredicate condition, boolean nullable) {
        DecimalReader decimals = new DecimalReader();
        return (kind, data, from, to) -> {
            if (kind <= Cells.NULL) {
                return !nullable;
            }
            boolean read = kind == Cells.FRACTION
                    ? decimals.readIntegral(data, from, to)
                    : (kind == Cells.INTEGER || kind == Cells.TEXT) && decimals.readLong(data, from, to);
            return !read || condition.test(decimals.longValue());
        };
    }

    /**
     * Whether a condition holds for a DOUBLE field.
     *
     * @param nullable whether the field may be NULL
     */
    public static FieldTest doubleThat(DoublePredicate condition, boolean nullable) {
        DecimalReader decimals = new DecimalReader();
        return (kind, data, from, to) -> {
            if (kind <= Cells.NULL) {
                return !nullable;
            }
            boolean number = kind == Cells.INTEGER || kind == Cells.FRACTION || kind == Cells.TEXT;
            return !number || !decimals.readDouble(data, from, to) || condition.test(decimals.doubleValue());
        };
    }

    /**
     * Whether a condition holds for a TIMESTAMP field, in epoch milliseconds.
     *
     * @param reader of the field's format; the test's own
     * @param nullable whether the field may be NULL
     */
    public static FieldTest timeThat(LongPredicate condition, TimestampReader reader, boolean nullable) {
        return (kind, data, from, to) -> {
            if (kind <= Cells.NULL) {
                return !nullable;
            }
            boolean number = kind == Cells.INTEGER || kind == Cells.FRACTION;
            if (kind != Cells.STRING && kind != Cells.TEXT && !(number && reader.isNumeric())) {
                return true;
            }
            long time = reader.read(data, from, to);
            return time == TimestampReader.UNREADABLE || condition.test(time);
        };
    }

    /**
     * Whether a field has a value.
     *
     * @param nullable whether the field may be NULL
     */
    public static FieldTest present(boolean nullable) {
        return (kind, data, from, to) -> kind > Cells.NULL || !nullable;
    }

    private static FieldTest text(Collection<String> texts, boolean among, boolean nullable) {
        byte[][] wanted = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        long[] words = new long[wanted.length];
        Arrays.setAll(words, i -> Words.at(Arrays.copyOf(wanted[i], Math.max(8, wanted[i].length)), 0));
        return (kind, data, from, to) -> {
            if (kind != Cells.STRING && kind != Cells.TEXT) {
                return kind > Cells.NULL || !nullable;
            }
            int length = to - from;
            if (from + 8 > data.length) {
                return among == isOneOf(wanted, data, from, to);
            }
            long word = Words.at(data, from) & Words.firstBytes(length);
            for (int i = 0; i < words.length; i++) {
                if (words[i] == word
                        && wanted[i].length == length
                        && (length <= 8 || Arrays.equals(wanted[i], 8, length, data, from + 8, to))) {
                    return among;
                }
            }
            return !among;
        };
    }

    private static boolean isOneOf(byte[][] wanted, byte[] data, int from, int to) {
        for (byte[] text : wanted) {
            if (Arrays.equals(text, 0, text.length, data, from, to)) {
                return true;
            }
        }
        return false;
    }
}
