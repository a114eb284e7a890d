package dev.freshet.topologies;

import dev.freshet.topologies.job.Checkpoints;
import dev.freshet.topologies.job.JobOptions;
import dev.freshet.topologies.job.JobPlanner;
import dev.freshet.topologies.job.JobSpec;
import dev.freshet.topologies.job.JobSpecBuilder;
import dev.freshet.topologies.job.Submission;
import dev.freshet.topologies.job.WorkersOption;
import dev.freshet.topologies.problem.ProblemsException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.storm.StormSubmitter;
import org.apache.storm.generated.AlreadyAliveException;
import org.apache.storm.generated.AuthorizationException;
import org.apache.storm.generated.InvalidTopologyException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What {@code storm jar} runs: {@code storm jar freshet-topologies.jar dev.freshet.topologies.Main network --topic flows=flows}. */
@Command(
        name = "freshet-submit",
        mixinStandardHelpOptions = true,
        description = "Submits an application or a pipeline's YAML file to the Storm cluster.")
public final class Main implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private JobOptions options = new JobOptions();

    @Mixin
    private WorkersOption workers = new WorkersOption();

    @Option(names = "--kafka", paramLabel = "BROKERS", description = "Read from Kafka at HOST:PORT[,...].")
    private @Nullable String kafka;

    @Option(
            names = "--redis",
            paramLabel = "URL",
            description = "Where the results go: redis://, rediss://, redis-sentinel://, redis-cluster://.")
    private @Nullable String redis;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() throws InvalidTopologyException, AuthorizationException {
        PrintWriter err = command == null
                ? new PrintWriter(System.err, true)
                : command.commandLine().getErr();
        try {
            Checkpoints.Begin begin = Checkpoints.begin(Checkpoints.submitted(JobPlanner.prepare(spec())));
            begin.notes().forEach(err::println);
            Submission submission = JobPlanner.submission(begin.job(), System.currentTimeMillis());
            submission.boards().reset();
            StormSubmitter.submitTopology(submission.name(), submission.config(), submission.topology());
            return 0;
        } catch (ProblemsException e) {
            err.println(e.getMessage());
            return e.exitCode();
        } catch (AlreadyAliveException e) {
            err.println("a job of this name is running already: stop it first, or give another --name");
            return 1;
        }
    }

    private JobSpec spec() {
        JobSpecBuilder builder = options.job(kafka).workers(workers.workers());
        if (redis != null) {
            builder.set("redis.url", redis);
        }
        if (kafka != null) {
            builder.set("kafka.brokers", kafka);
        }
        return builder.build();
    }
}
