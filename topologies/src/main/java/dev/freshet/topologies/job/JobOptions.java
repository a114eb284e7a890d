package dev.freshet.topologies.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The options of a job wherever it is started from: in this process, by the command line's {@code submit}, or by {@code storm
 * jar}. Not those of servers: what can be asked of them differs.
 */
public final class JobOptions {
    @Parameters(paramLabel = "APP|FILE.yaml", description = "An application (network) or a pipeline file.")
    private String application = "";

    @Option(
            names = "--input",
            paramLabel = "[INPUT=]PATH",
            description = "Read this file, directory or glob; .gz and .zst are unpacked. May be repeated.")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "What the input looks like: json, csv, tsv, access-log, or a format of the application.")
    private @Nullable String format;

    @Option(
            names = "--topic",
            paramLabel = "[INPUT=]TOPIC",
            description = "The topic to read, for one of the application's inputs. May be repeated.")
    private List<String> topics = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "latest|scratch|SAVEPOINT|earliest|committed|TIME",
            description =
                    "Where to begin: with the state of the latest epoch, with none, or with that of a savepoint; and in topics of"
                            + " which the state says nothing, at a place: TIME is ISO-8601 or epoch milliseconds. Both with a"
                            + " comma between: scratch,latest.")
    private @Nullable String from;

    @Option(names = "--until-end", description = "Stop at what the topics hold now, rather than wait for more.")
    private boolean untilEnd;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties for Kafka's clients, such as those of TLS and SASL.")
    private @Nullable Path kafkaConfig;

    @Option(names = "--name", paramLabel = "JOB", description = "The job's name; the application's name unless given.")
    private @Nullable String name;

    @Option(names = "--events", paramLabel = "N", description = "Stop after this many events of each input.")
    private @Nullable Long events;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of generated events.")
    private @Nullable Long seed;

    @Option(
            names = "--speed",
            paramLabel = "1|10|max",
            description =
                    "How fast files and generators are played, as a multiple of their event time; max by default.")
    private @Nullable String speed;

    @Option(names = "--parallelism", paramLabel = "N", description = "Tasks per component.")
    private @Nullable Integer parallelism;

    @Option(names = "--conf", paramLabel = "FILE", description = "A configuration file, over the application's own.")
    private @Nullable Path conf;

    @Option(names = "-D", paramLabel = "key=value", description = "Sets one configuration key. May be repeated.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    /**
     * The job that the options ask for, not yet checked.
     *
     * @param kafka the brokers, where some were named: without a topic the one that is named like the application is read
     */
    public JobSpecBuilder job(@Nullable String kafka) {
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
        topics(kafka).forEach(job::topic);
        return job;
    }

    /**
     * The options once more as arguments, for another process to take as they were taken here.
     *
     * @param kafka as for {@link #job}
     */
    public List<String> arguments(@Nullable String kafka) {
        List<String> all = new ArrayList<>();
        all.add(application);
        inputs.forEach(path -> add(all, "--input", path));
        topics(kafka).forEach(topic -> add(all, "--topic", topic));
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

    /** Those that were given; with brokers alone, one. */
    private List<String> topics(@Nullable String kafka) {
        return kafka != null && topics.isEmpty() ? List.of(defaultTopic()) : topics;
    }

    /** Named like the application: {@code network}, {@code shop} for {@code conf/shop.yaml}. */
    private String defaultTopic() {
        String file = String.valueOf(Path.of(application).getFileName());
        return file.replaceFirst("\\.ya?ml$", "").replaceAll("[^A-Za-z0-9._-]", "-");
    }
}
