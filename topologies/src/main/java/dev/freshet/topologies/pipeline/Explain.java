package dev.freshet.topologies.pipeline;

import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.decode.FieldSpec;
import dev.freshet.core.lookup.CacheLimits;
import dev.freshet.core.plan.Durations;
import dev.freshet.core.plan.InputNode;
import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.SinkNode;
import dev.freshet.core.plan.Step;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.window.WindowSpec;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import java.util.List;
import java.util.stream.Collectors;

/** A plan as text: inputs, steps with the types of what they make, tasks, and the keys in Redis. */
public final class Explain {
    private final Plan plan;
    private final Settings settings;
    private final StringBuilder text = new StringBuilder();

    private Explain(Plan plan, Settings settings) {
        this.plan = plan;
        this.settings = settings;
    }

    public static String text(Plan plan, Settings settings) {
        return new Explain(plan, settings).write();
    }

    private String write() {
        line(0, "pipeline " + plan.name() + (plan.description().isEmpty() ? "" : ": " + plan.description()));
        for (InputNode input : plan.inputs()) {
            line(0, "");
            input(input);
            follow(input.name(), 1);
        }
        return text.toString();
    }

    private void input(InputNode input) {
        line(
                0,
                "input " + input.name() + ": " + Formats.name(input.format()) + ", time " + input.timeField()
                        + ", out of order by " + Durations.format(input.outOfOrderMs()) + ", idle after "
                        + Durations.format(input.idleMs())
                        + (input.idleAdvanceMs() == 0
                                ? ""
                                : ", advances after " + Durations.format(input.idleAdvanceMs()))
                        + ", " + tasks());
        line(
                1,
                input.fields().stream()
                        .map((FieldSpec field) -> field.field().name() + " " + FieldText.format(field))
                        .collect(Collectors.joining(", ")));
    }

    private void follow(String stream, int depth) {
        for (Step step : plan.stepsFrom(stream)) {
            if (!step.from().equals(stream)) {
                line(depth, "into " + step.name());
                continue;
            }
            line(depth, step.name() + ": " + step.describe() + options(step));
            if (!(step instanceof Step.Filter)) {
                line(depth + 1, types(step.schema()));
            }
            follow(step.name(), depth + 1);
        }
        for (SinkNode sink : plan.sinksFrom(stream)) {
            line(
                    depth,
                    "result " + sink.name() + ", kept for " + Durations.format(sink.retainMs())
                            + (sink.description().isEmpty() ? "" : ": " + sink.description()));
            keys(sink).forEach(key -> line(depth + 1, key));
            if (sink.hasTopic()) {
                line(depth + 1, topic(sink));
            }
        }
    }

    private String options(Step step) {
        if (step instanceof Step.Lookup lookup) {
            CacheLimits cache = lookup.spec().cache();
            String place = lookup.spec().place();
            return ", " + (place.isEmpty() ? "the job's Redis" : RedisConfig.parse(place)) + ", cached for "
                    + Durations.format(cache.ttlMs()) + " up to " + cache.maxEntries() + " a task, " + tasks();
        }
        if (!(step instanceof Step.Aggregate aggregate)) {
            return step.isStateless() ? "" : ", " + tasks();
        }
        WindowSpec window = aggregate.window();
        return (window.allowedLatenessMs() == 0
                        ? ""
                        : ", corrected for " + Durations.format(window.allowedLatenessMs()))
                + (window.earlyMs() == 0 ? "" : ", early every " + Durations.format(window.earlyMs()))
                + ", " + tasks();
    }

    private List<String> keys(SinkNode sink) {
        String base = "freshet:{" + plan.name() + ":" + sink.name();
        String key = sink.keys().stream().map(name -> "<" + name + ">").collect(Collectors.joining("|"));
        boolean byEnd = plan.window(sink.from()).map(WindowSpec::sharesStarts).orElse(false);
        String id = "<window " + (byEnd ? "end" : "start") + ", epoch ms>";
        return switch (sink.kind()) {
            case WINDOWS ->
                java.util.stream.Stream.of(
                                base + ":" + key + "}:w:" + id,
                                sink.latest() ? base + ":" + key + "}:latest" : "",
                                sink.index() ? base + ":" + key + "}:index" : "",
                                sink.keyList() ? base + "}:keys" : "")
                        .filter(name -> !name.isEmpty())
                        .toList();
            case TOP -> List.of(base + "}:top:" + id);
            case LOG -> List.of(base + "}:log" + (sink.packed() ? ", many rows an entry" : ""));
        };
    }

    private String topic(SinkNode sink) {
        String key = sink.keys().isEmpty() ? "no key" : "key " + String.join("|", sink.keys());
        return "topic " + sink.topic() + " at " + settings.get(Keys.KAFKA_BROKERS) + ", " + key;
    }

    private String tasks() {
        int tasks = settings.get(Keys.PARALLELISM);
        return tasks + (tasks == 1 ? " task" : " tasks");
    }

    private static String types(Schema schema) {
        return schema.fields().stream().map(Field::toString).collect(Collectors.joining(", "));
    }

    private void line(int depth, String content) {
        text.append("  ".repeat(depth)).append(content).append('\n');
    }
}
