package dev.freshet.topologies.yaml;

import dev.freshet.core.join.AsOfDirection;
import dev.freshet.core.join.JoinKind;
import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.join.TableKind;
import dev.freshet.core.plan.Durations;
import dev.freshet.topologies.pipeline.Join;
import dev.freshet.topologies.pipeline.PipelineException;
import dev.freshet.topologies.problem.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads what stands below {@code join:}, but for the names of its streams. */
final class JoinReader {
    static final List<String> KEYS = List.of(
            "left",
            "right",
            "with",
            "kind",
            "on",
            "within",
            "window",
            "as-of",
            "tolerance",
            "exact",
            "table",
            "deleted",
            "max-rows",
            "when-full");
    private static final String BOUNDS = "a duration such as 5s for both directions, or two as in -1m..5m";

    private final Problems problems;

    JoinReader(Problems problems) {
        this.problems = problems;
    }

    /** The join; empty if anything is wrong, which is told. */
    Optional<Join> read(YamlMap map) {
        return read(map, List.of("within", "window", "as-of", "table"));
    }

    /**
     * The same.
     *
     * @param ways the keys of which there must be one
     */
    Optional<Join> read(YamlMap map, List<String> ways) {
        int before = problems.all().size();
        JoinKind kind =
                map.has("kind") ? Choices.read(map, "kind", JoinKind.values()).orElse(JoinKind.INNER) : JoinKind.INNER;
        Join join = Join.of(kind);
        attempt(map, "on", () -> map.text("on").ifPresent(join::on));
        if (!map.has("on")) {
            problems.usage(map.place(), "a join needs 'on': the columns that are equal");
        }
        if (ways.stream().filter(map::has).count() != 1) {
            String all = ways.stream().map(way -> "'" + way + "'").collect(Collectors.joining(", "));
            int last = all.lastIndexOf(", ");
            problems.usage(
                    map.place(), "a join needs one of " + all.substring(0, last) + " and " + all.substring(last + 2));
        }
        attempt(
                map,
                "within",
                () -> map.value("within", BOUNDS, JoinReader::bounds)
                        .ifPresent(bounds -> join.within(bounds[0], bounds[1])));
        attempt(map, "window", () -> duration(map, "window").ifPresent(join::window));
        Choices.read(map, "as-of", AsOfDirection.values()).ifPresent(join::asOf);
        Choices.read(map, "table", TableKind.values()).ifPresent(join::table);
        map.text("deleted").ifPresent(join::deletedWhere);
        if (map.has("deleted") && !map.has("table")) {
            problems.usage(map.placeOf("deleted"), "'deleted' needs 'table'");
        }
        duration(map, "tolerance").ifPresent(join::tolerance);
        map.flag("exact").filter(exact -> !exact).ifPresent(unused -> join.withoutExactMatches());
        for (String key : List.of("tolerance", "exact")) {
            if (map.has(key) && !map.has("as-of")) {
                problems.usage(map.placeOf(key), "'" + key + "' needs 'as-of'");
            }
        }
        limits(map).ifPresent(limits -> join.limit(limits.maxRows(), limits.whenFull()));
        return problems.all().size() == before ? Optional.of(join) : Optional.empty();
    }

    /** What {@code max-rows} and {@code when-full} say; empty where neither is there. */
    static Optional<JoinLimits> limits(YamlMap map) {
        Optional<Long> maxRows = map.value("max-rows", "a number of at least 1", text -> {
            long rows = Long.parseLong(text);
            return rows < 1 ? Optional.empty() : Optional.of(rows);
        });
        Optional<JoinLimits.WhenFull> whenFull = Choices.read(map, "when-full", JoinLimits.WhenFull.values());
        return maxRows.isEmpty() && whenFull.isEmpty()
                ? Optional.empty()
                : Optional.of(new JoinLimits(
                        maxRows.orElse(JoinLimits.DEFAULT.maxRows()), whenFull.orElse(JoinLimits.DEFAULT.whenFull())));
    }

    private void attempt(YamlMap map, String key, Runnable what) {
        try {
            what.run();
        } catch (PipelineException e) {
            problems.usage(map.placeOf(key), e.text());
        }
    }

    private static Optional<Duration> duration(YamlMap map, String key) {
        return map.value(key, Durations.ALLOWED, text -> Durations.parseMs(text).map(Duration::ofMillis));
    }

    /** {@code 5s} is from 5 s before to 5 s after. */
    private static Optional<Duration[]> bounds(String text) {
        int dots = text.indexOf("..");
        if (dots < 0) {
            return Durations.parseMs(text).map(ms -> new Duration[] {Duration.ofMillis(-ms), Duration.ofMillis(ms)});
        }
        Optional<Duration> lower = signed(text.substring(0, dots));
        Optional<Duration> upper = signed(text.substring(dots + 2));
        return lower.isEmpty() || upper.isEmpty()
                ? Optional.empty()
                : Optional.of(new Duration[] {lower.get(), upper.get()});
    }

    private static Optional<Duration> signed(String text) {
        String trimmed = text.trim();
        boolean negative = trimmed.startsWith("-");
        return Durations.parseMs(negative ? trimmed.substring(1) : trimmed)
                .map(ms -> Duration.ofMillis(negative ? -ms : ms));
    }
}
