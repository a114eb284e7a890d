package dev.freshet.topologies.yaml;

import dev.freshet.core.plan.Durations;
import dev.freshet.topologies.pipeline.Assembly;
import dev.freshet.topologies.pipeline.PipelineException;
import dev.freshet.topologies.pipeline.RedisSink;
import dev.freshet.topologies.problem.Nearest;
import dev.freshet.topologies.problem.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one of {@code results:}. */
final class ResultReader {
    static final List<String> KEYS = keys();

    private final Assembly assembly;
    private final FlowReader flows;
    private final Problems problems;
    private final Duration defaultRetain;

    ResultReader(Assembly assembly, FlowReader flows, Duration defaultRetain, Problems problems) {
        this.assembly = assembly;
        this.flows = flows;
        this.defaultRetain = defaultRetain;
        this.problems = problems;
    }

    /**
     * Adds the result to the assembly.
     *
     * @param shared whether a stream or an input has the result's name, so that the result's steps need others
     */
    void read(YamlNode.Scalar key, YamlMap map, boolean shared) {
        String steps = shared ? stepsBeside(key.text()) : key.text();
        Optional<String> rows = flows.read(steps, Optional.empty(), map);
        Optional<Duration> retain = map.value(
                "retain",
                "a duration of at least 1s: " + Durations.ALLOWED,
                text -> Durations.parseMs(text).filter(ms -> ms >= 1000).map(Duration::ofMillis));
        Optional<String> topic = map.value(
                "topic", RedisSink.TOPIC_ALLOWED, text -> Optional.of(text).filter(RedisSink::isTopic));
        boolean latest = map.flag("latest").orElse(true);
        boolean index = map.flag("index").orElse(true);
        boolean keyList = map.flag("keys").orElse(true);
        boolean packed = map.flag("packed").orElse(false);
        if (rows.isEmpty()) {
            return;
        }
        RedisSink sink = RedisSink.of(key.text(), assembly.kind(rows.get()));
        if (sink.isLog()) {
            for (String name : List.of("latest", "index", "keys")) {
                if (map.has(name)) {
                    problems.usage(
                            map.placeOf(name), "'" + name + "' is for results of windows, and this is a log of rows");
                }
            }
        }
        if (packed && sink.isLog()) {
            sink.packed();
        } else if (packed) {
            problems.usage(map.placeOf("packed"), "'packed' is for logs of rows, and this is a result of windows");
        }
        map.text("description").ifPresent(sink::described);
        sink.retain(retain.orElse(defaultRetain));
        topic.ifPresent(sink::topic);
        if (!latest) {
            sink.withoutLatest();
        }
        if (!index) {
            sink.withoutIndex();
        }
        if (!keyList) {
            sink.withoutKeys();
        }
        units(map, rows.get(), sink);
        try {
            assembly.sink(rows.get(), sink, defaultRetain.toMillis());
        } catch (PipelineException e) {
            problems.usage(key.place(), e.text());
        }
    }

    /** What the steps of a result are named after that shares its name with a stream: no name has a dot. */
    static String stepsBeside(String result) {
        return result + ".result";
    }

    private void units(YamlMap map, String rows, RedisSink sink) {
        if (!map.has("units")) {
            return;
        }
        map.mapping("units").ifPresent(mapping -> {
            YamlMap units = new YamlMap(mapping, problems);
            List<String> columns = assembly.schema(rows).names();
            for (YamlNode.Entry entry : units.entries()) {
                String column = entry.key().text();
                if (!columns.contains(column)) {
                    problems.usage(entry.key().place(), Nearest.message("column", column, columns));
                }
                units.text(column).ifPresent(unit -> sink.unit(column, unit));
            }
        });
    }

    private static List<String> keys() {
        List<String> all = new ArrayList<>(FlowReader.KEYS);
        all.addAll(List.of("retain", "latest", "index", "keys", "packed", "units", "topic"));
        return all;
    }
}
