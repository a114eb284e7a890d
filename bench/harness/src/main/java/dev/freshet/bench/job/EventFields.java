package dev.freshet.bench.job;

/** Reads what a driver has to know of a record that {@link EventText} wrote, by its fixed places. */
public final class EventFields {
    private static final int PAGE_DIGITS = 7;
    private static final int TYPE_AT = EventText.PAGE_DIGITS_AT + PAGE_DIGITS + "\",\"type\":\"".length();
    private static final int TIME_DIGITS = 13;

    private EventFields() {}

    /** The page's number. */
    public static int page(byte[] data, int from) {
        return (int) number(data, from + EventText.PAGE_DIGITS_AT, PAGE_DIGITS);
    }

    public static boolean isView(byte[] data, int from) {
        return data[from + TYPE_AT] == 'v';
    }

    /** Event time, epoch ms. */
    public static long timeMs(byte[] data, int from) {
        int at = from + TYPE_AT;
        while (data[at] != ':') {
            at++;
        }
        return number(data, at + 1, TIME_DIGITS);
    }

    /** The text of a page. */
    public static String pageText(int page) {
        return String.format("p%07d", page);
    }

    private static long number(byte[] data, int at, int digits) {
        long number = 0;
        for (int i = at; i < at + digits; i++) {
            number = 10 * number + data[i] - '0';
        }
        return number;
    }
}
