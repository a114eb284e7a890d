package dev.freshet.topologies.export;

import dev.freshet.core.schema.Type;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** How rows of a result are ordered by a column: NULL first, numbers and moments by value, text by code point. */
final class CellOrder {
    private CellOrder() {}

    /** What to compare a cell by; null is NULL. */
    static @Nullable Object value(Type type, @Nullable String stored) {
        if (stored == null) {
            return null;
        }
        return switch (type) {
            case BIGINT, TIMESTAMP -> Long.valueOf(stored);
            case DOUBLE -> Double.valueOf(stored);
            case BOOLEAN -> Boolean.valueOf(stored);
            case VARCHAR, VARBINARY -> stored;
        };
    }

    /** Compares what {@link #value} gives. */
    static Comparator<@Nullable Object> of(Type type) {
        Comparator<Object> present = switch (type) {
            case BIGINT, TIMESTAMP -> (a, b) -> Long.compare((Long) a, (Long) b);
            case DOUBLE -> (a, b) -> Double.compare((Double) a, (Double) b);
            case BOOLEAN -> (a, b) -> Boolean.compare((Boolean) a, (Boolean) b);
            case VARCHAR, VARBINARY -> (a, b) -> byCodePoint((String) a, (String) b);
        };
        return Comparator.nullsFirst(present);
    }

    /** The order of the UTF-8 bytes, which is not that of {@link String#compareTo} beyond U+FFFF. */
    static int byCodePoint(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean pairs = Character.isSurrogate(x) != Character.isSurrogate(y);
                return pairs ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
