package dev.freshet.topologies.pipeline;

import dev.freshet.core.plan.Durations;
import dev.freshet.core.window.Trigger;
import dev.freshet.core.window.WindowSpec;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Windows of event time, {@code [start, end)}. */
public final class Windows {
    private static final Pattern SESSION = Pattern.compile("session\\s+(\\S+)");
    private static final Pattern ROWS = Pattern.compile("(\\d{1,18})\\s+rows");
    private static final Pattern GLOBAL =
            Pattern.compile("global(?:\\s+every\\s+(.+?))?(\\s+discard)?(?:\\s+idle\\s+(\\S+))?");
    private static final Pattern CUMULATIVE = Pattern.compile("(\\S+)\\s+cumulative\\s+(\\S+)");

    private Windows() {}

    /** One behind the other. */
    public static WindowSpec tumbling(Duration size) {
        return hopping(size, size);
    }

    /** One of {@code size} every {@code slide}. */
    public static WindowSpec hopping(Duration size, Duration slide) {
        return checked(() -> WindowSpec.hopping(size.toMillis(), slide.toMillis()));
    }

    /** One of {@code size} behind the other, each shown in steps: {@code [start, start + step), [start, start + 2 step), …} */
    public static WindowSpec cumulative(Duration size, Duration step) {
        return checked(() -> WindowSpec.cumulative(size.toMillis(), step.toMillis()));
    }

    /** For each key, rows that are less than the gap apart. */
    public static WindowSpec session(Duration gap) {
        return checked(() -> WindowSpec.session(gap.toMillis()));
    }

    /** For each key, so many rows behind each other in event time. */
    public static WindowSpec rows(long count) {
        return checked(() -> WindowSpec.rows(count));
    }

    /** For each key, one that has no end: {@code global(Trigger.AT_END.every(ofSeconds(10)).idle(ofHours(1)))}. */
    public static WindowSpec global(Trigger trigger) {
        return WindowSpec.global(trigger);
    }

    /**
     * {@code 1m}; {@code 1m/10s} for windows of 1 minute every 10 seconds; {@code 1h cumulative 5m} for windows of up to 1 hour
     * in steps of 5 minutes; {@code session 30s} for sessions with a gap of 30 seconds; {@code 100 rows}; {@code
     * global every 1000 rows or 10s discard idle 1h} for one that has no end, each part of which may be left out.
     *
     * @throws PipelineException for anything else
     */
    public static WindowSpec parse(String text) {
        Matcher session = SESSION.matcher(text.trim());
        if (session.matches()) {
            return session(duration(session.group(1), text));
        }
        Matcher cumulative = CUMULATIVE.matcher(text.trim());
        if (cumulative.matches()) {
            return cumulative(duration(cumulative.group(1), text), duration(cumulative.group(2), text));
        }
        Matcher rows = ROWS.matcher(text.trim());
        if (rows.matches()) {
            return rows(Long.parseLong(rows.group(1)));
        }
        Matcher global = GLOBAL.matcher(text.trim());
        if (global.matches()) {
            return checked(() -> WindowSpec.global(trigger(global, text)));
        }
        int slash = text.indexOf('/');
        Duration size = duration(slash < 0 ? text : text.substring(0, slash), text);
        return hopping(size, slash < 0 ? size : duration(text.substring(slash + 1), text));
    }

    private static Trigger trigger(Matcher global, String text) {
        long rows = 0;
        long everyMs = 0;
        for (String every : global.group(1) == null
                ? List.<String>of()
                : List.of(global.group(1).split("\\s+or\\s+"))) {
            Matcher counted = ROWS.matcher(every);
            if (counted.matches() && rows == 0) {
                rows = atLeastOne(Long.parseLong(counted.group(1)), text);
            } else if (everyMs == 0) {
                everyMs = atLeastOne(duration(every, text).toMillis(), text);
            } else {
                throw wrong(text);
            }
        }
        long idleMs = global.group(3) == null
                ? 0
                : atLeastOne(duration(global.group(3), text).toMillis(), text);
        return new Trigger(rows, everyMs, global.group(2) != null, idleMs);
    }

    private static long atLeastOne(long value, String text) {
        if (value < 1) {
            throw new PipelineException(
                    "a global window is shown every row or every 1ms at most, and its keys are idle after 1ms"
                            + " at least (is '" + text + "')");
        }
        return value;
    }

    static WindowSpec checked(Supplier<WindowSpec> window) {
        try {
            return window.get();
        } catch (IllegalArgumentException e) {
            throw new PipelineException(String.valueOf(e.getMessage()));
        }
    }

    private static Duration duration(String part, String whole) {
        return Durations.parseMs(part).map(Duration::ofMillis).orElseThrow(() -> wrong(whole));
    }

    private static PipelineException wrong(String text) {
        return new PipelineException("a window must be a size such as 1m, a size and a slide such as 1m/10s,"
                + " a size and a step such as 1h cumulative 5m, a gap such as session 30s, each " + Durations.ALLOWED
                + ", or 100 rows, or global every 1000 rows or 10s discard idle 1h (is '" + text + "')");
    }
}
