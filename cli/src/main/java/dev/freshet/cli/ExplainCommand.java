package dev.freshet.cli;

import dev.freshet.topologies.config.Settings;
import dev.freshet.topologies.job.JobPlanner;
import dev.freshet.topologies.pipeline.Explain;
import dev.freshet.topologies.yaml.PlanFile;
import dev.freshet.topologies.yaml.PlanWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet explain}: what would be run. */
@Command(
        name = "explain",
        description = "Prints the plan of an application or a pipeline file: inputs, steps, types, results.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  freshet explain network", "  freshet explain network --format yaml > mine.yaml"})
final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "APP|FILE.yaml")
    private String application = "";

    @Option(
            names = "--format",
            paramLabel = "text|yaml",
            description = "text for people, or the plan as a pipeline file with every default written out.")
    private Format format = Format.TEXT;

    /** How the plan is printed. */
    enum Format {
        TEXT,
        YAML;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        PlanFile file = JobPlanner.pipeline(application);
        System.out.print(
                format == Format.YAML ? PlanWriter.text(file) : Explain.text(file.plan(), Settings.defaults()));
        return Failures.DONE;
    }
}
