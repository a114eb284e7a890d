package dev.freshet.bench.job;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Writes ad events as JSON, about 174 bytes each:
 *
 * <pre>{"user":"u0012345","session":"s9f03a2c1","page":"p0001234","type":"view","ts":1699999980000,"value":12.25,
 * "country":"DE","agent":"Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0"}</pre>
 *
 * <p>User, session, page and ts have a fixed width; values are multiples of 0.25 below 1,000, so that their sums are exact.
 */
final class EventText {
    static final int USERS = 1_000_000;
    /** Where the page's seven digits begin in a record. */
    static final int PAGE_DIGITS_AT = "{\"user\":\"u0000000\",\"session\":\"s00000000\",\"page\":\"p".length();

    private static final byte[] TYPE = bytes("\",\"type\":\"");
    private static final byte[] TS = bytes("\",\"ts\":");
    private static final byte[][] TYPES = {bytes("view"), bytes("click"), bytes("purchase")};
    private static final String[] SYSTEMS = {"X11; Linux x86_64", "Windows NT 10.0", "Macintosh", "iPhone", "Android 14"
    };
    private static final String[] BROWSERS = {"Firefox/", "Chrome/", "Safari/", "Edg/"};
    private static final String[] COUNTRIES = {
        "DE", "FR", "US", "GB", "JP", "BR", "IN", "CN", "ES", "IT", "PL", "SE", "NL", "AT", "CH", "TR"
    };

    private final SplittableRandom random;
    private byte[] bytes = new byte[1 << 20];
    private int length;

    EventText(SplittableRandom random) {
        this.random = random;
    }

    int length() {
        return length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Appends an event whose ts is to be filled in; returns where in the array that is. */
    int event(int page) {
        put(bytes("{\"user\":\"u"));
        digits(random.nextInt(USERS), 7);
        put(bytes("\",\"session\":\"s"));
        put(bytes(String.format("%08x", random.nextInt())));
        put(bytes("\",\"page\":\"p"));
        digits(page, 7);
        put(TYPE);
        put(TYPES[random.nextInt(TYPES.length)]);
        put(TS);
        int ts = length;
        put(bytes("0000000000000"));
        put(bytes(",\"value\":" + random.nextInt(4_000) / 4.0));
        put(bytes(",\"country\":\"" + pick(COUNTRIES) + "\",\"agent\":\"Mozilla/5.0 (" + pick(SYSTEMS) + ") "
                + pick(BROWSERS) + (90 + random.nextInt(40)) + ".0\"}"));
        return ts;
    }

    private String pick(String[] of) {
        return of[random.nextInt(of.length)];
    }

    private void digits(int value, int width) {
        reserve(width);
        Digits.write(bytes, length, value, width);
        length += width;
    }

    private void put(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
