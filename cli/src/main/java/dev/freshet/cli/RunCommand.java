package dev.freshet.cli;

import dev.freshet.topologies.job.JobOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet run}: a job on a Storm cluster inside this process. */
@Command(
        name = "run",
        description = "Runs an application or a pipeline file in this process.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Files and --events end by themselves once the last window has closed; anything else runs until Ctrl-C.",
            "--json counts events_in (records read), filtered (those that no result takes, because of 'where'), late (too late,",
            "summed over results), dead and dead_by_reason (unusable), results (rows written), and seconds, cpu_seconds,",
            "events_per_second. docs/results.md says it all.",
            "",
            "Examples:",
            "  freshet run network",
            "  freshet run network --events 5000000 --export out --json",
            "  freshet run network --input access.log.gz --format access-log --export out",
            "  freshet run network --input access.log.gz --format access-log --kafka embedded",
            "  freshet run shop.yaml --kafka broker:9092 --topic orders --redis redis://localhost:6379"
        })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private JobOptions options = new JobOptions();

    @Mixin
    private ServerOptions servers = new ServerOptions();

    @Option(names = "--export", paramLabel = "DIR", description = "At the end, write every result as DIR/<result>.csv.")
    @Nullable
    private Path export;

    @Option(names = "--json", description = "Print one JSON object about the run on stdout, and nothing else.")
    private boolean json;

    @Option(
            names = "--keep",
            description = "Leave embedded servers running, so that results can be queried and topics read.")
    private boolean keep;

    @Override
    public Integer call() {
        JobRun.Report report = json ? JobRun.Report.JSON : JobRun.Report.TEXT;
        return new JobRun(options.job(servers.kafka()), servers.placement(), export, report, keep)
                .run((job, results) -> {});
    }
}
