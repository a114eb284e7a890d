package dev.freshet.cli;

import dev.freshet.topologies.config.Settings;
import dev.freshet.topologies.job.JobPlanner;
import dev.freshet.topologies.pipeline.Explain;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code freshet explain}: what would be run. */
@Command(
        name = "explain",
        description = "Prints the plan of an application or a pipeline file: inputs, steps, types, results.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  freshet explain network", "  freshet explain shop.yaml"})
final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "APP|FILE.yaml")
    private String application = "";

    @Override
    public Integer call() {
        System.out.print(Explain.text(JobPlanner.plan(application), Settings.defaults()));
        return Failures.DONE;
    }
}
