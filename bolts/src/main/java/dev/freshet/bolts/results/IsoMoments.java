package dev.freshet.bolts.results;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Moments as {@link DateTimeFormatter#ISO_INSTANT} has them; those of one day after another are quick. For one thread. */
public final class IsoMoments {
    private static final long DAY_MS = 86_400_000;
    private static final int LATEST_YEAR = 9999;

    private long day;
    private String date = LocalDate.EPOCH.toString();
    private boolean plain = true;
    private final StringBuilder text = new StringBuilder(24);

    /** @param ms epoch ms */
    public String text(long ms) {
        long ofDay = Math.floorDiv(ms, DAY_MS);
        if (ofDay != day) {
            LocalDate at = LocalDate.ofEpochDay(ofDay);
            day = ofDay;
            date = at.toString();
            plain = at.getYear() >= 0 && at.getYear() <= LATEST_YEAR;
        }
        if (!plain) {
            return DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochMilli(ms));
        }
        int rest = (int) Math.floorMod(ms, DAY_MS);
        text.setLength(0);
        text.append(date).append('T');
        two(rest / 3_600_000);
        text.append(':');
        two(rest / 60_000 % 60);
        text.append(':');
        two(rest / 1000 % 60);
        int fraction = rest % 1000;
        if (fraction != 0) {
            text.append('.').append((char) ('0' + fraction / 100));
            two(fraction % 100);
        }
        return text.append('Z').toString();
    }

    private void two(int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
