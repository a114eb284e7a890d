package dev.freshet.core.decode.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/** Tests of fields against constants. A NULL passes none of them. Keep scratch space: one instance a thread. */
public final class FieldTests {
    private FieldTests() {}

    /**
     * Whether a VARCHAR field is one of these texts.
     *
     * @param nullable whether the field may be NULL; where it may not, one without a value passes, to be refused later
     */
    public static FieldTest textIn(Collection<String> texts, boolean nullable) {
        byte[][] wanted = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        return (kind, data, from, to) -> {
            if (kind != Cells.STRING && kind != Cells.TEXT) {
                return kind > Cells.NULL || !nullable;
            }
            for (byte[] text : wanted) {
                if (Arrays.equals(text, 0, text.length, data, from, to)) {
                    return true;
                }
            }
            return false;
        };
    }

    /**
     * Whether a BIGINT field is in a range, both ends included.
     *
     * @param nullable as in {@link #textIn}
     */
    public static FieldTest longBetween(long least, long greatest, boolean nullable) {
        DecimalReader decimals = new DecimalReader();
        return (kind, data, from, to) -> {
            if (kind <= Cells.NULL) {
                return !nullable;
            }
            boolean read = kind == Cells.FRACTION
                    ? decimals.readIntegral(data, from, to)
                    : (kind == Cells.INTEGER || kind == Cells.TEXT) && decimals.readLong(data, from, to);
            if (!read) {
                return true;
            }
            return decimals.longValue() >= least && decimals.longValue() <= greatest;
        };
    }
}
