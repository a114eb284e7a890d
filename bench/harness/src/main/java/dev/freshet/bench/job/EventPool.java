package dev.freshet.bench.job;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The records that a job's input is made of, again and again: the events are endless, but their texts repeat with other
 * times. Where there are more keys than texts could show, the page is changed from one pass to the next as well.
 */
public final class EventPool {
    /** Time of the first event: a whole minute of November 2023. */
    public static final long START_MS = 1_699_999_980_000L;

    /** How many different users there are. */
    public static final int USERS = EventText.USERS;

    static final int MAX_KEYS = 10_000_000;
    private static final int RECORDS = 1 << 18;
    /** With more keys than this the page is written anew with each pass. */
    private static final int FIXED_KEYS = 1 << 16;
    /** By how much pages shift from one pass to the next: odd and large, so that passes hardly repeat. */
    private static final int SHIFT = 7_368_787;

    private final JobParameters parameters;
    private final byte[] data;
    private final int[] offsets = new int[RECORDS + 1];
    private final int[] tsAt = new int[RECORDS];
    private final int[] pages = new int[RECORDS];

    public EventPool(JobParameters parameters) {
        this.parameters = parameters;
        SplittableRandom random = new SplittableRandom(parameters.seed());
        Zipf zipf = new Zipf(parameters.keys(), parameters.skew());
        EventText text = new EventText(random);
        for (int record = 0; record < RECORDS; record++) {
            offsets[record] = text.length();
            pages[record] = zipf.draw(random);
            tsAt[record] = text.event(pages[record]);
        }
        offsets[RECORDS] = text.length();
        data = text.toBytes();
    }

    private EventPool(EventPool other, byte[] data) {
        this.parameters = other.parameters;
        this.data = data;
        System.arraycopy(other.offsets, 0, offsets, 0, offsets.length);
        System.arraycopy(other.tsAt, 0, tsAt, 0, tsAt.length);
        System.arraycopy(other.pages, 0, pages, 0, pages.length);
    }

    /** The same but for one event: the first occurrence of a text is another text of the same length. */
    public EventPool replaced(String text, String by) {
        int at = new String(data, StandardCharsets.US_ASCII).indexOf(text);
        if (at < 0 || text.length() != by.length()) {
            throw new IllegalArgumentException("'" + text + "' cannot be replaced by '" + by + "'");
        }
        byte[] changed = copyOfData();
        System.arraycopy(by.getBytes(StandardCharsets.US_ASCII), 0, changed, at, by.length());
        return new EventPool(this, changed);
    }

    public JobParameters parameters() {
        return parameters;
    }

    /** How many different texts there are. */
    public int records() {
        return RECORDS;
    }

    /** The mean size of a record. */
    public double meanBytes() {
        return (double) data.length / RECORDS;
    }

    int[] offsets() {
        return offsets;
    }

    byte[] copyOfData() {
        return Arrays.copyOf(data, data.length);
    }

    /** Event time without disorder, milliseconds since the first event. */
    long elapsedMs(long event) {
        return event * 1000 / parameters.eventsPerSecond();
    }

    /** Makes a text of the pool the one of an event: its time, and if need be its page. */
    void patch(byte[] copy, int record, long event, long timeMs) {
        Digits.writeMillis(copy, tsAt[record], timeMs - jitterMs(event));
        if (parameters.keys() > FIXED_KEYS) {
            long shifted = pages[record] + (event / RECORDS) * SHIFT;
            Digits.write(copy, offsets[record] + EventText.PAGE_DIGITS_AT, (int) (shifted % parameters.keys()), 7);
        }
    }

    /** By how much the event is late: at least 0, less than the disorder. */
    private long jitterMs(long event) {
        long mixed = (event + parameters.seed()) * 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ (mixed >>> 29)) * 0xBF58_476D_1CE4_E5B9L;
        return (mixed >>> 33) * parameters.disorderMs() >>> 31;
    }
}
