package dev.freshet.topologies.yaml;

import dev.freshet.core.plan.Durations;
import dev.freshet.core.window.WindowSpec;
import dev.freshet.topologies.pipeline.Windows;
import dev.freshet.topologies.problem.Problems;
import java.util.function.BiFunction;

/** Reads {@code window}, {@code allowed-lateness} and {@code early}. */
final class WindowReader {
    private static final WindowSpec STAND_IN = WindowSpec.tumbling(1);

    private final Problems problems;

    WindowReader(Problems problems) {
        this.problems = problems;
    }

    /** The window of a mapping that has an {@code aggregate}; any where it is wrong, which is told. */
    WindowSpec read(YamlMap map) {
        if (!map.has("window")) {
            problems.usage(
                    map.place(),
                    "'aggregate' needs a 'window', such as 1m, or 1m/10s for one every 10 seconds, or session 30s");
        }
        WindowSpec window =
                new Attempts(problems).value(map, "window", Windows::parse).orElse(STAND_IN);
        return with(
                map,
                "early",
                with(map, "allowed-lateness", window, WindowSpec::withAllowedLateness),
                WindowSpec::withEarly);
    }

    private WindowSpec with(
            YamlMap map, String key, WindowSpec window, BiFunction<WindowSpec, Long, WindowSpec> option) {
        try {
            return option.apply(
                    window,
                    map.value(key, Durations.ALLOWED, Durations::parseMs).orElse(0L));
        } catch (IllegalArgumentException e) {
            problems.usage(map.placeOf(key), String.valueOf(e.getMessage()));
            return window;
        }
    }
}
