package dev.freshet.topologies.job;

import dev.freshet.core.plan.InputNode;
import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.Step;
import dev.freshet.topologies.pipeline.Formats;
import dev.freshet.topologies.problem.Problems;
import dev.freshet.topologies.yaml.PlanFile;
import dev.freshet.topologies.yaml.PlanReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The formats that an application takes besides those of its inputs. Each ships as a pipeline of one input, with streams of the
 * names of those inputs of the application that they stand for, or of its own in the application's place.
 */
final class ApplicationFormats {
    private static final Map<String, List<String>> FORMATS =
            Map.of("market", List.of("bitstamp"), "links", List.of("cisco"));
    /** Formats that have a pipeline of their own, with results, of one input of their name. */
    private static final Map<String, List<String>> WHOLE = Map.of("road", List.of("detectors"));

    private ApplicationFormats() {}

    /** The pipeline that stands in the application's place where a format has one of its own. */
    static Optional<ApplicationFiles.Text> whole(JobSpec spec) {
        return asked(spec, WHOLE)
                .map(format -> ApplicationFiles.format(spec.application().orElseThrow(), format));
    }

    /** The application with what the format that is asked for puts in the place of its inputs. */
    static PlanFile applied(PlanFile application, JobSpec spec, Duration defaultRetain, Problems problems) {
        return asked(spec, FORMATS)
                .map(format -> ApplicationFiles.format(spec.application().orElseThrow(), format))
                .flatMap(text ->
                        PlanReader.read(text.source(), text.text(), Readers.GENERATORS, defaultRetain, problems))
                .map(format -> new PlanFile(merged(application.plan(), format.plan()), application.config()))
                .orElse(application);
    }

    /** What is asked for, with the format of the records in the place of the application's own. */
    static JobSpec plain(JobSpec spec, Plan plan) {
        return asked(spec, FORMATS)
                .or(() -> asked(spec, WHOLE))
                .map(format -> spec.withFormat(
                        Formats.name(plan.input(format).map(InputNode::format).orElseThrow())))
                .orElse(spec);
    }

    private static Optional<String> asked(JobSpec spec, Map<String, List<String>> formats) {
        return spec.format()
                .filter(format -> spec.application().stream()
                        .anyMatch(application ->
                                formats.getOrDefault(application, List.of()).contains(format)));
    }

    private static Plan merged(Plan application, Plan format) {
        Set<String> made = format.steps().stream().map(Step::name).collect(Collectors.toSet());
        List<InputNode> inputs = new ArrayList<>(format.inputs());
        for (InputNode input : application.inputs()) {
            if (!made.contains(input.name())) {
                inputs.add(input);
            } else if (!format.schema(input.name()).equals(input.schema())) {
                throw new IllegalStateException("format '" + format.name() + "' makes " + format.schema(input.name())
                        + " of '" + input.name() + "', which has " + input.schema());
            }
        }
        List<Step> steps = new ArrayList<>(format.steps());
        steps.addAll(application.steps());
        return new Plan(application.name(), application.description(), inputs, steps, application.sinks());
    }
}
