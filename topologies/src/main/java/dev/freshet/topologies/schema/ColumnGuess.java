package dev.freshet.topologies.schema;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What a column's values have been so far. */
final class ColumnGuess {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern ISO =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)?)?");
    private static final Pattern TIME_NAME =
            Pattern.compile("ts|time|date|.*(time|timestamp|_ts|_at|date)|epoch.*|when");
    /** 2000-01-01 and 2100-01-01, seconds. */
    private static final double EARLIEST = 946_684_800;

    private static final double LATEST = 4_102_444_800.0;

    private static final int FEW = 20;
    private static final int MANY = 1000;

    private final Set<String> distinct = new HashSet<>();
    private int texts;
    private int values;
    private int whole;
    private int numbers;
    private int booleans;
    private int iso;
    private double least = Double.MAX_VALUE;
    private double greatest = -Double.MAX_VALUE;

    /** Whether a text is rather a value than a column's name. */
    static boolean isValue(String text) {
        return NUMBER.matcher(text).matches() || ISO.matcher(text).matches();
    }

    /** Whether rows can be grouped by it: text that comes again and again. */
    boolean groups(int records) {
        return texts == values && !distinct.isEmpty() && distinct.size() <= Math.min(MANY, Math.max(FEW, records / 2));
    }

    void missing() {}

    void bool() {
        values++;
        booleans++;
    }

    void number(String text) {
        values++;
        numbers++;
        if (WHOLE.matcher(text).matches()) {
            whole++;
        }
        double value = new BigDecimal(text).doubleValue();
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
    }

    void text(String text) {
        values++;
        if (distinct.size() <= MANY) {
            distinct.add(text);
        }
        if (ISO.matcher(text).matches()) {
            iso++;
        } else {
            texts++;
        }
    }

    /** A value of a format that has only text. */
    void cell(String text) {
        if (text.isEmpty()) {
            missing();
        } else if (NUMBER.matcher(text).matches()) {
            number(text);
        } else if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            bool();
        } else {
            text(text);
        }
    }

    /**
     * The field's text, as in {@code schema:}.
     *
     * @param name the column's, lower case: a number is a time only where its name says so
     */
    String type(String name, int records) {
        String nullable = values < records ? " NULL" : "";
        if (values == 0) {
            return "VARCHAR NULL";
        }
        if (iso == values) {
            return "TIMESTAMP(iso)" + nullable;
        }
        if (numbers == values) {
            String unit = TIME_NAME.matcher(name).matches() ? unit() : "";
            return (unit.isEmpty() ? whole == values ? "BIGINT" : "DOUBLE" : "TIMESTAMP(" + unit + ")") + nullable;
        }
        return (booleans == values ? "BOOLEAN" : "VARCHAR") + nullable;
    }

    /**
     * How it writes times, if nine of ten of its values are times: {@code iso}, or {@code s}, {@code ms} or {@code us} for numbers
     * that would be of this century. Empty otherwise.
     */
    String timeFormat() {
        if (values > 0 && iso * 10 >= values * 9) {
            return "iso";
        }
        return isNumbers() ? unit() : "";
    }

    /** Whether nine of ten of its values are numbers. */
    boolean isNumbers() {
        return values > 0 && numbers * 10 >= values * 9;
    }

    /** Whether a column of that name is a time if its values can be. */
    static boolean isTimeName(String name) {
        return TIME_NAME.matcher(name).matches();
    }

    private String unit() {
        if (least >= EARLIEST && greatest <= LATEST) {
            return "s";
        }
        if (least >= EARLIEST * 1e3 && greatest <= LATEST * 1e3) {
            return "ms";
        }
        return least >= EARLIEST * 1e6 && greatest <= LATEST * 1e6 ? "us" : "";
    }
}
