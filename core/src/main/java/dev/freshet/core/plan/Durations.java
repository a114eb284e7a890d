package dev.freshet.core.plan;

import dev.freshet.core.window.Trigger;
import dev.freshet.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 250ms}, {@code 10s}, {@code 1m}, {@code 24h}, {@code 7d}, {@code 1h30m}. */
public final class Durations {
    /** What is allowed, for messages. */
    public static final String ALLOWED = "a number and one of ms, s, m, h, d, as in 250ms, 10s, 1h30m";

    private static final Pattern PART = Pattern.compile("(\\d{1,18})(ms|s|m|h|d)");
    private static final long[] UNIT_MS = {86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L};
    private static final String[] UNITS = {"d", "h", "m", "s", "ms"};

    private Durations() {}

    /** The milliseconds of a text; empty where it is no duration or is too long for them. */
    public static Optional<Long> parseMs(String text) {
        String trimmed = text.trim();
        Matcher part = PART.matcher(trimmed);
        long totalMs = 0;
        int end = 0;
        try {
            while (end < trimmed.length() && part.find(end) && part.start() == end) {
                totalMs = Math.addExact(
                        totalMs, Math.multiplyExact(Long.parseLong(part.group(1)), unitMs(part.group(2))));
                end = part.end();
            }
        } catch (ArithmeticException tooLong) {
            return Optional.empty();
        }
        return end == 0 || end < trimmed.length() ? Optional.empty() : Optional.of(totalMs);
    }

    /** The shortest text for milliseconds, at least 0: {@code 1m30s}. */
    public static String format(long ms) {
        if (ms == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        long rest = ms;
        for (int i = 0; i < UNITS.length; i++) {
            if (rest >= UNIT_MS[i]) {
                text.append(rest / UNIT_MS[i]).append(UNITS[i]);
                rest %= UNIT_MS[i];
            }
        }
        return text.toString();
    }

    /**
     * A window as it is written: {@code 1m}, {@code 1m/10s}, {@code 1h cumulative 5m}, {@code session 30s}, {@code 100 rows} or
     * {@code global every 10s}.
     */
    public static String window(WindowSpec window) {
        String size = format(window.sizeMs());
        return switch (window.shape()) {
            case HOPPING -> window.slideMs() == window.sizeMs() ? size : size + "/" + format(window.slideMs());
            case CUMULATIVE -> size + " cumulative " + format(window.slideMs());
            case SESSION -> "session " + size;
            case ROWS -> window.rows() + " rows";
            case GLOBAL -> global(window.trigger());
        };
    }

    private static String global(Trigger trigger) {
        List<String> every = new ArrayList<>();
        if (trigger.rows() > 0) {
            every.add(trigger.rows() + " rows");
        }
        if (trigger.everyMs() > 0) {
            every.add(format(trigger.everyMs()));
        }
        return "global"
                + (every.isEmpty() ? "" : " every " + String.join(" or ", every))
                + (trigger.discard() ? " discard" : "")
                + (trigger.idleMs() > 0 ? " idle " + format(trigger.idleMs()) : "");
    }

    private static long unitMs(String unit) {
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(unit)) {
                return UNIT_MS[i];
            }
        }
        throw new IllegalArgumentException("no unit '" + unit + "'");
    }
}
