package dev.freshet.cli;

import dev.freshet.topologies.job.JobSpec;
import dev.freshet.topologies.job.JobSpecBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code run} and {@code submit} take alike. */
final class JobOptions {
    static final String EMBEDDED = "embedded";

    @Parameters(paramLabel = "APP|FILE.yaml", description = "An application (network) or a pipeline file.")
    String application = "";

    @Option(
            names = "--input",
            paramLabel = "PATH",
            description = "Read this file, directory or glob; .gz and .zst are unpacked. May be repeated.")
    List<String> inputs = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "What the input looks like: json, csv, tsv or access-log.")
    @Nullable
    String format;

    @Option(
            names = "--kafka",
            paramLabel = "BROKERS|embedded",
            description =
                    "Read from Kafka at HOST:PORT[,...], or from a real broker that is started for this run. With --input,"
                            + " the files are first loaded into the topic.")
    @Nullable
    String kafka;

    @Option(
            names = "--topic",
            paramLabel = "[INPUT=]TOPIC",
            description = "The topic to read, for one of the application's inputs. May be repeated.")
    List<String> topics = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "earliest|latest|committed|TIME",
            description = "Where to begin in the topic; TIME is ISO-8601 or epoch milliseconds.")
    @Nullable
    String from;

    @Option(names = "--until-end", description = "Stop at what the topics hold now, rather than wait for more.")
    boolean untilEnd;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties for the Kafka consumer, such as those of TLS and SASL.")
    @Nullable
    Path kafkaConfig;

    @Option(
            names = "--redis",
            paramLabel = "URL|embedded",
            description =
                    "Where the results go: redis://, rediss://, redis-sentinel://, redis-cluster://; or a real redis-server"
                            + " that is started for this run.")
    @Nullable
    String redis;

    @Option(names = "--name", paramLabel = "JOB", description = "The job's name; the application's name unless given.")
    @Nullable
    String name;

    @Option(names = "--events", paramLabel = "N", description = "Stop after this many events of each input.")
    @Nullable
    Long events;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of generated events.")
    @Nullable
    Long seed;

    @Option(
            names = "--speed",
            paramLabel = "1|10|max",
            description =
                    "How fast files and generators are played, as a multiple of their event time; max by default.")
    @Nullable
    String speed;

    @Option(names = "--parallelism", paramLabel = "N", description = "Tasks per component.")
    @Nullable
    Integer parallelism;

    @Option(names = "--conf", paramLabel = "FILE", description = "A configuration file, over the application's own.")
    @Nullable
    Path conf;

    @Option(names = "-D", paramLabel = "key=value", description = "Sets one configuration key. May be repeated.")
    Map<String, String> overrides = new LinkedHashMap<>();

    /** The job that the options ask for, not yet checked. */
    JobSpecBuilder job() {
        JobSpecBuilder job = JobSpec.application(application)
                .environment(System.getenv())
                .name(name)
                .format(format)
                .kafkaConfig(kafkaConfig)
                .from(from)
                .untilEnd(untilEnd)
                .events(events)
                .seed(seed)
                .speed(speed)
                .parallelism(parallelism)
                .conf(conf)
                .overrides(overrides);
        inputs.forEach(job::input);
        topics().forEach(job::topic);
        return job;
    }

    /** The options once more, as arguments of the jar's main; without servers, which are told apart. */
    List<String> arguments() {
        List<String> all = new ArrayList<>();
        all.add(application);
        inputs.forEach(path -> add(all, "--input", path));
        topics().forEach(topic -> add(all, "--topic", topic));
        add(all, "--format", format);
        add(all, "--from", from);
        if (untilEnd) {
            all.add("--until-end");
        }
        add(all, "--kafka-config", kafkaConfig);
        add(all, "--name", name);
        add(all, "--events", events);
        add(all, "--seed", seed);
        add(all, "--speed", speed);
        add(all, "--parallelism", parallelism);
        add(all, "--conf", conf);
        overrides.forEach((key, value) -> add(all, "-D", key + "=" + value));
        return all;
    }

    private static void add(List<String> all, String option, @Nullable Object value) {
        if (value != null) {
            all.add(option);
            all.add(value.toString());
        }
    }

    Placement placement() {
        return new Placement(redis, kafka);
    }

    /** Those that were given; with brokers alone, one. */
    private List<String> topics() {
        return kafka != null && topics.isEmpty() ? List.of(defaultTopic()) : topics;
    }

    /** Named like the application: {@code network}, {@code shop} for {@code conf/shop.yaml}. */
    private String defaultTopic() {
        String file = String.valueOf(Path.of(application).getFileName());
        return file.replaceFirst("\\.ya?ml$", "").replaceAll("[^A-Za-z0-9._-]", "-");
    }
}
