package dev.freshet.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet}: the root of the commands, and what their failures mean for the exit code. */
@Command(
        name = "freshet",
        description = "Stream analytics on Apache Storm: Kafka or files in, answers in Redis.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            SubmitCommand.class,
            JobsCommand.class,
            StopCommand.class,
            CheckpointsCommand.class,
            SavepointCommand.class,
            QueryCommand.class,
            ResultsCommand.class,
            DeadCommand.class,
            ExplainCommand.class,
            SchemaCommand.class,
            RulesCommand.class,
            ClusterCommand.class,
            RedisCommand.class,
            KafkaCommand.class,
            BenchCommand.class,
            ChaosCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  freshet run network                                     the demonstration",
            "  freshet run network --input access.log.gz --export out  a file, results as CSV",
            "  freshet query --input flows.json --by src --window 1m --agg 'sum(bytes) as bytes'",
            "  freshet results network talkers_top --top 10",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong use."
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: a command is missing");
    }

    public static void main(String[] args) {
        int code = execute(args);
        System.out.flush();
        StormExit.end(code);
        // LocalCluster leaves threads behind that would keep the JVM alive.
        System.exit(code);
    }

    static int execute(String... args) {
        CommandLine line = new CommandLine(new Main());
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setExpandAtFiles(false);
        line.setUsageHelpAutoWidth(true);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(Failures::wrongUse);
        line.setExecutionExceptionHandler(Failures::failed);
        return line.execute(args);
    }
}
