package dev.freshet.cli;

import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.results.ResultReader;
import dev.freshet.services.ServiceException;
import dev.freshet.services.process.Directories;
import dev.freshet.services.storm.CommandResult;
import dev.freshet.services.storm.StormClient;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.job.Checkpoints;
import dev.freshet.topologies.job.JobOptions;
import dev.freshet.topologies.job.JobPlanner;
import dev.freshet.topologies.job.JobSpecBuilder;
import dev.freshet.topologies.job.PreparedJob;
import dev.freshet.topologies.job.WorkersOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet submit}: the {@code storm jar} of an application. */
@Command(
        name = "submit",
        description = "Submits an application or a pipeline file to a Storm cluster.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The cluster is the one of 'freshet cluster up' unless --nimbus names another. Files must be readable by the workers.",
            "",
            "Examples:",
            "  freshet submit network --redis redis://10.0.0.7:6379 --kafka broker:9092 --topic flows=flows",
            "  freshet submit network --redis embedded --workers 2 --events 1000000",
            "  freshet submit network --input access.log.gz --format access-log --kafka embedded",
            "  freshet submit network --from before-upgrade --parallelism 4",
            "",
            "A job that was stopped goes on from its latest epoch, and one that had come to its end begins anew, unless --from says latest,",
            "scratch, or the name of a savepoint. One that was drained says where to begin: --from scratch,committed.",
            "What is new in it begins with no state; what is gone or means something else is refused.",
            "",
            "Embedded servers are left running: 'freshet redis stop' and 'freshet kafka stop' end them. --kafka embedded takes",
            "a broker that was left before, if there is one."
        })
final class SubmitCommand implements Callable<Integer> {
    @Mixin
    private JobOptions options = new JobOptions();

    @Mixin
    private ServerOptions placement = new ServerOptions();

    @Mixin
    private WorkersOption workers = new WorkersOption();

    @Option(names = "--nimbus", paramLabel = "HOST:PORT", description = "The cluster's Nimbus.")
    @Nullable
    private String nimbus;

    @Override
    public Integer call() {
        JobSpecBuilder asked = options.job(placement.kafka()).workers(workers.workers());
        PreparedJob prepared = Checkpoints.submitted(JobPlanner.prepare(asked.build()));
        StormClient storm = NimbusOption.client(nimbus);
        try (Servers servers = new Servers(Directories.temporaryPlace(), true)) {
            PreparedJob job =
                    placement.placement().place(prepared, servers, text -> System.err.println("freshet: " + text));
            String url = LocalRun.redisUrl(job);
            try (ResultReader results = ResultReader.open(RedisConfig.parse(url))) {
                LocalRun.requireAnswer(results, url);
            }
            Checkpoints.begin(job).notes().forEach(note -> System.err.println("freshet: " + note));
            System.err.println("freshet: submitting " + job.name());
            CommandResult result = submit(storm, url, job.settings().get(Keys.KAFKA_BROKERS), job.needsKafka());
            if (!result.succeeded()) {
                throw CliException.failed("the cluster did not take the job: " + reason(result));
            }
            servers.keep();
            System.out.println("submitted job " + job.name() + "; results are kept at " + RedisConfig.parse(url));
            System.out.println("  freshet results " + job.name() + "    freshet stop " + job.name());
        }
        return Failures.DONE;
    }

    private CommandResult submit(StormClient storm, String redisUrl, String brokers, boolean kafka) {
        List<String> arguments = new ArrayList<>(options.arguments(placement.kafka()));
        arguments.addAll(workers.arguments());
        if (kafka) {
            // Not as --kafka, by which a job without topics to read would be given one.
            arguments.addAll(List.of("-D", Keys.KAFKA_BROKERS.name() + "=" + brokers));
        }
        try {
            // By the environment, not as an argument: it may hold a password.
            return storm.submit(TopologyJar.path(), TopologyJar.MAIN, arguments, Map.of("FRESHET_REDIS_URL", redisUrl));
        } catch (ServiceException e) {
            throw CliException.failed("the cluster did not take the job: " + e.getMessage());
        }
    }

    private static String reason(CommandResult result) {
        List<String> lines = (result.output() + "\n" + result.errors())
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("\t"))
                .toList();
        return lines.isEmpty() ? "exit code " + result.exitCode() : lines.get(lines.size() - 1);
    }
}
