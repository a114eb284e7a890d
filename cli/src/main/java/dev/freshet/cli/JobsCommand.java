package dev.freshet.cli;

import dev.freshet.services.ServiceException;
import dev.freshet.services.storm.TopologySummary;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freshet jobs}: what runs on a cluster. */
@Command(
        name = "jobs",
        description = "Lists the jobs that run on a Storm cluster.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Jobs of 'freshet run' live in their own process; 'freshet results' lists what they left in Redis."
        })
final class JobsCommand implements Callable<Integer> {
    @Option(names = "--nimbus", paramLabel = "HOST:PORT", description = "The cluster's Nimbus.")
    @Nullable
    private String nimbus;

    @Option(
            names = "--format",
            paramLabel = "table|json|csv",
            description = "How rows are printed; table unless given.")
    private OutputFormat format = OutputFormat.TABLE;

    @Override
    public Integer call() {
        List<TopologySummary> running;
        try {
            running = NimbusOption.client(nimbus).list();
        } catch (ServiceException e) {
            throw CliException.failed(String.valueOf(e.getMessage()));
        }
        RowPrinter printer = new RowPrinter(
                format,
                List.of("job", "status", "workers", "tasks", "up_seconds"),
                System.out,
                new Terminal().columns());
        for (TopologySummary job : running) {
            printer.row(
                    List.of(job.name(), job.status(), (long) job.workers(), (long) job.tasks(), job.uptimeSeconds()));
        }
        printer.end();
        return Failures.DONE;
    }
}
