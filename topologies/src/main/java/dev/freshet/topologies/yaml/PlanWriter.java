package dev.freshet.topologies.yaml;

import dev.freshet.core.decode.InputFormat;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.plan.Durations;
import dev.freshet.core.plan.InputNode;
import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.SinkNode;
import dev.freshet.core.plan.Step;
import dev.freshet.core.process.ProcessSpec;
import dev.freshet.topologies.pipeline.FieldText;
import dev.freshet.topologies.pipeline.Formats;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes a plan as a pipeline's file. A plan that was read from a file is read back equal; one that was built in Java up to
 * the names of its steps, which become streams.
 */
public final class PlanWriter {
    private final Plan plan;
    private final PlanParts parts;
    private final YamlText text = new YamlText();

    private PlanWriter(Plan plan) {
        this.plan = plan;
        this.parts = PlanParts.of(plan);
    }

    /** The file of a plan. */
    public static String text(Plan plan) {
        return text(new PlanFile(plan, Optional.empty()));
    }

    /** The file of a plan with its configuration. */
    public static String text(PlanFile file) {
        PlanWriter writer = new PlanWriter(file.plan());
        writer.write();
        file.config().ifPresent(config -> writer.text.node(0, "config", config));
        return writer.text.toString();
    }

    private void write() {
        text.line(0, "name", plan.name());
        described(0, plan.description());
        text.head(0, "inputs");
        plan.inputs().forEach(this::input);
        if (!parts.streams().isEmpty()) {
            text.head(0, "streams");
        }
        parts.streams().forEach(this::flow);
        text.head(0, "results");
        for (int i = 0; i < plan.sinks().size(); i++) {
            flow(parts.results().get(i));
            sink(plan.sinks().get(i));
        }
    }

    private void input(InputNode input) {
        text.head(1, input.name());
        described(2, input.description());
        text.line(2, "format", Formats.name(input.format()));
        if (input.format() instanceof InputFormat.Csv csv) {
            if (csv.delimiter() != ',' && csv.delimiter() != '\t') {
                text.line(2, "delimiter", String.valueOf(csv.delimiter()));
            }
            text.line(2, "header", String.valueOf(csv.header()));
        }
        if (!input.format().hasOwnFields()) {
            text.head(2, "schema");
            input.fields().forEach(field -> text.line(3, field.field().name(), FieldText.format(field)));
        }
        text.line(2, "time", input.timeField());
        text.line(2, "out-of-order", Durations.format(input.outOfOrderMs()));
        text.line(2, "idle", Durations.format(input.idleMs()));
        text.line(2, "idle-advance", Durations.format(input.idleAdvanceMs()));
        text.line(2, "max-ahead", Durations.format(input.maxAheadMs()));
        text.line(2, "max-record-bytes", String.valueOf(input.maxRecordBytes()));
        if (!input.generator().isEmpty()) {
            text.line(2, "generator", input.generator());
        }
    }

    private void flow(PlanParts.Flow flow) {
        text.head(1, flow.name());
        flow.join().ifPresentOrElse(join -> new JoinWriter(text).write(join), () -> text.line(2, "from", flow.from()));
        String open = "";
        for (Map.Entry<String, String> clause : flow.clauses().entrySet()) {
            String key = clause.getKey();
            int dot = key.indexOf('.');
            if (flow.nested().get(key) instanceof Step.Rules rules) {
                new RulesWriter(text).write(rules);
                continue;
            }
            if (flow.nested().get(key) instanceof Step.Match match) {
                new MatchWriter(text).write(match);
                continue;
            }
            if (flow.nested().get(key) instanceof Step.Lookup lookup) {
                new LookupWriter(text).write(lookup.spec());
                continue;
            }
            if (flow.nested().get(key) instanceof Step.Process process) {
                process(process.spec());
                continue;
            }
            if (dot < 0) {
                text.line(2, key, clause.getValue());
                continue;
            }
            if (!key.substring(0, dot).equals(open)) {
                open = key.substring(0, dot);
                text.head(2, open);
            }
            text.line(3, key.substring(dot + 1), clause.getValue());
        }
    }

    private void process(ProcessSpec process) {
        text.head(2, "process");
        if (!process.keys().isEmpty()) {
            text.line(3, "by", process.keys().stream().map(NamedExpr::toString).collect(Collectors.joining(", ")));
        }
        text.line(3, "with", process.process());
        text.line(3, "ttl", Durations.format(process.ttlMs()));
    }

    private void sink(SinkNode sink) {
        described(2, sink.description());
        text.line(2, "retain", Durations.format(sink.retainMs()));
        Map<String, Boolean> kept =
                new TreeMap<>(Map.of("latest", sink.latest(), "index", sink.index(), "keys", sink.keyList()));
        kept.forEach((name, value) -> {
            if (!value) {
                text.line(2, name, "false");
            }
        });
        if (sink.packed()) {
            text.line(2, "packed", "true");
        }
        if (sink.hasTopic()) {
            text.line(2, "topic", sink.topic());
        }
        if (!sink.units().isEmpty()) {
            text.head(2, "units");
            new TreeMap<>(sink.units()).forEach((column, unit) -> text.line(3, column, unit));
        }
    }

    private void described(int depth, String description) {
        if (!description.isEmpty()) {
            text.line(depth, "description", description);
        }
    }
}
