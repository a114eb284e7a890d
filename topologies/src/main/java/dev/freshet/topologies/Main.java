package dev.freshet.topologies;

import dev.freshet.topologies.job.JobPlanner;
import dev.freshet.topologies.job.JobSpec;
import dev.freshet.topologies.job.JobSpecBuilder;
import dev.freshet.topologies.job.PreparedJob;
import dev.freshet.topologies.job.Submission;
import dev.freshet.topologies.problem.ProblemsException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.storm.StormSubmitter;
import org.apache.storm.generated.AlreadyAliveException;
import org.apache.storm.generated.AuthorizationException;
import org.apache.storm.generated.InvalidTopologyException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code storm jar} runs: {@code storm jar freshet-topologies.jar dev.freshet.topologies.Main network --topic flows=flows}. */
@Command(
        name = "freshet-submit",
        mixinStandardHelpOptions = true,
        description = "Submits an application or a pipeline's YAML file to the Storm cluster.")
public final class Main implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Parameters(index = "0", paramLabel = "APP|FILE.yaml", description = "The application, or a pipeline's file.")
    private String application = "";

    @Option(names = "--name", description = "The job's name; else the pipeline's.")
    private @Nullable String name;

    @Option(names = "--input", paramLabel = "[INPUT=]PATH", description = "Files, the same on every worker.")
    private List<String> inputs = new ArrayList<>();

    @Option(names = "--topic", paramLabel = "[INPUT=]TOPIC", description = "A Kafka topic.")
    private List<String> topics = new ArrayList<>();

    @Option(names = "--format", description = "json, csv, tsv or access-log.")
    private @Nullable String format;

    @Option(names = "--kafka", paramLabel = "BROKERS", description = "Kafka's brokers.")
    private @Nullable String kafka;

    @Option(names = "--kafka-config", paramLabel = "FILE", description = "Properties of Kafka's consumers.")
    private @Nullable Path kafkaConfig;

    @Option(names = "--redis", paramLabel = "URL", description = "Where results are kept.")
    private @Nullable String redis;

    @Option(names = "--from", paramLabel = "PLACE", description = "earliest, latest, committed, or a time.")
    private @Nullable String from;

    @Option(names = "--until-end", description = "Ends where the topics end now.")
    private boolean untilEnd;

    @Option(names = "--events", paramLabel = "N", description = "How many events a generator makes.")
    private @Nullable Long events;

    @Option(names = "--seed", paramLabel = "N", description = "The generator's seed.")
    private @Nullable Long seed;

    @Option(names = "--speed", paramLabel = "X", description = "Event time per time, or max.")
    private @Nullable String speed;

    @Option(names = "--parallelism", paramLabel = "N", description = "Tasks of each source and aggregation.")
    private @Nullable Integer parallelism;

    @Option(names = "--workers", paramLabel = "N", description = "Worker processes.")
    private @Nullable Integer workers;

    @Option(names = "--conf", paramLabel = "FILE", description = "A configuration file.")
    private @Nullable Path conf;

    @Option(names = "-D", paramLabel = "KEY=VALUE", description = "Sets a key of the configuration.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() throws InvalidTopologyException, AuthorizationException {
        PrintWriter err = command == null
                ? new PrintWriter(System.err, true)
                : command.commandLine().getErr();
        try {
            PreparedJob job = JobPlanner.prepare(spec());
            Submission submission = JobPlanner.submission(job, System.currentTimeMillis());
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
        JobSpecBuilder builder = JobSpec.application(application)
                .name(name)
                .format(format)
                .kafkaConfig(kafkaConfig)
                .from(from)
                .untilEnd(untilEnd)
                .events(events)
                .seed(seed)
                .speed(speed)
                .parallelism(parallelism)
                .workers(workers)
                .conf(conf)
                .environment(System.getenv())
                .overrides(overrides);
        inputs.forEach(builder::input);
        topics.forEach(builder::topic);
        if (redis != null) {
            builder.set("redis.url", redis);
        }
        if (kafka != null) {
            builder.set("kafka.brokers", kafka);
        }
        return builder.build();
    }
}
