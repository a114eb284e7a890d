package dev.freshet.topologies.pipeline;

import dev.freshet.core.plan.Durations;
import dev.freshet.core.window.WindowSpec;
import java.time.Duration;

/** Windows of event time, {@code [start, end)}. */
public final class Windows {
    private Windows() {}

    /** One behind the other. */
    public static WindowSpec tumbling(Duration size) {
        return hopping(size, size);
    }

    /** One of {@code size} every {@code slide}. */
    public static WindowSpec hopping(Duration size, Duration slide) {
        try {
            return WindowSpec.hopping(size.toMillis(), slide.toMillis());
        } catch (IllegalArgumentException e) {
            throw new PipelineException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * {@code 1m}, or {@code 1m/10s} for windows of 1 minute every 10 seconds.
     *
     * @throws PipelineException for anything else
     */
    public static WindowSpec parse(String text) {
        int slash = text.indexOf('/');
        Duration size = duration(slash < 0 ? text : text.substring(0, slash), text);
        return hopping(size, slash < 0 ? size : duration(text.substring(slash + 1), text));
    }

    private static Duration duration(String part, String whole) {
        return Durations.parseMs(part)
                .map(Duration::ofMillis)
                .orElseThrow(
                        () -> new PipelineException("a window must be a size such as 1m, or a size and a slide such as"
                                + " 1m/10s, each " + Durations.ALLOWED + " (is '" + whole + "')"));
    }
}
