package dev.freshet.cli;

import dev.freshet.bolts.results.HealthField;
import dev.freshet.bolts.results.ResultReader;
import dev.freshet.core.job.JobBoard;
import dev.freshet.services.ServiceException;
import dev.freshet.services.storm.StormClient;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet stop}: ends a job on a cluster. */
@Command(
        name = "stop",
        description = "Ends a job on a Storm cluster.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "With --drain the sources stop reading first, and the windows that are open are written as they are.",
            "",
            "Example:",
            "  freshet stop network --drain"
        })
final class StopCommand implements Callable<Integer> {
    private static final long DRAIN_BOUND_MS = 60_000;
    private static final long POLL_MS = 250;
    private static final int KILL_WAIT_S = 1;

    @Parameters(index = "0", paramLabel = "JOB")
    private String job = "";

    @Option(names = "--drain", description = "Let the job finish what it has read.")
    private boolean drain;

    @Option(names = "--nimbus", paramLabel = "HOST:PORT", description = "The cluster's Nimbus.")
    @Nullable
    private String nimbus;

    @Mixin
    private RedisOption redis = new RedisOption();

    @Override
    public Integer call() {
        StormClient storm = NimbusOption.client(nimbus);
        try {
            if (storm.list().stream().noneMatch(running -> running.name().equals(job))) {
                throw CliException.failed("no job '" + job + "' runs on this cluster");
            }
            if (drain) {
                drain();
            }
            storm.kill(job, KILL_WAIT_S);
        } catch (ServiceException e) {
            throw CliException.failed(String.valueOf(e.getMessage()));
        }
        System.out.println("stopped " + job);
        return Failures.DONE;
    }

    private void drain() {
        try (ResultReader reader = redis.open()) {
            reader.requestDrain(job);
            long until = System.nanoTime() + DRAIN_BOUND_MS * 1_000_000;
            while (!drained(reader.health(job))) {
                if (System.nanoTime() > until) {
                    throw CliException.failed("job '" + job + "' has not drained within " + DRAIN_BOUND_MS / 1000
                            + " s; 'freshet stop " + job + "' ends it as it is");
                }
                Arguments.pause(POLL_MS);
            }
        }
    }

    /** Whether no source task is running any more. */
    private static boolean drained(Map<HealthField, String> health) {
        return health.entrySet().stream()
                .filter(field -> field.getKey().name().equals(JobBoard.STATE))
                .noneMatch(field -> field.getValue().equals(JobBoard.RUNNING));
    }
}
