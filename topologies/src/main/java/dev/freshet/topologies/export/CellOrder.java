package dev.freshet.topologies.export;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * How rows of a result are ordered by the values of one column: NULL first, numbers and moments by value, false before true,
 * text by code point.
 */
final class CellOrder implements Comparator<@Nullable Object> {
    @Override
    public int compare(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return Boolean.compare(a != null, b != null);
        }
        if (a instanceof Long x && b instanceof Long y) {
            return Long.compare(x, y);
        }
        if (a instanceof Double x && b instanceof Double y) {
            return Double.compare(x, y);
        }
        if (a instanceof Boolean x && b instanceof Boolean y) {
            return Boolean.compare(x, y);
        }
        return byCodePoint((String) a, (String) b);
    }

    /** The order of the UTF-8 bytes, which is not that of {@link String#compareTo} beyond U+FFFF. */
    private static int byCodePoint(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean oneOfAPair = Character.isSurrogate(x) != Character.isSurrogate(y);
                return oneOfAPair ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
