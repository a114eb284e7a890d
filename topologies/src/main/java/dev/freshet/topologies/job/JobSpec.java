package dev.freshet.topologies.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a user asks to be run, as the command line takes it: not yet checked. Made by {@link JobSpecBuilder}.
 *
 * @param application an application's name or a pipeline's YAML file; empty for a question
 * @param question a pipeline in one line, instead of an application
 * @param name the job's name; empty for the pipeline's
 * @param inputs files, directories or globs, each {@code [INPUT=]PATH}
 * @param topics Kafka topics, each {@code [INPUT=]TOPIC}
 * @param format the format of what {@code inputs} and {@code topics} bind where several inputs could take it, or of a
 *     question's input
 * @param kafkaConfig a properties file for Kafka's clients
 * @param from where to begin in Kafka: {@code earliest}, {@code latest}, {@code committed} or an ISO-8601 time
 * @param untilEnd whether to end where Kafka's topics end now
 * @param events how many events a generator makes in all
 * @param seed a generator's seed
 * @param speed how fast files and generators run by event time: {@code 1}, {@code 10}, {@code max}
 * @param parallelism tasks per component
 * @param workers of a real cluster
 * @param conf a configuration file that stands above {@code conf/freshet.yaml} and the application's
 * @param overrides configuration by {@code -D}
 * @param environment the variables that may set configuration ({@code FRESHET_REDIS_URL})
 */
public record JobSpec(
        Optional<String> application,
        Optional<Question> question,
        Optional<String> name,
        List<String> inputs,
        List<String> topics,
        Optional<String> format,
        Optional<Path> kafkaConfig,
        Optional<String> from,
        boolean untilEnd,
        OptionalLong events,
        OptionalLong seed,
        Optional<String> speed,
        OptionalInt parallelism,
        OptionalInt workers,
        Optional<Path> conf,
        Map<String, String> overrides,
        Map<String, String> environment) {
    public JobSpec {
        inputs = List.copyOf(inputs);
        topics = List.copyOf(topics);
        overrides = Map.copyOf(overrides);
        environment = Map.copyOf(environment);
    }

    /** The same with another format. */
    JobSpec withFormat(String newFormat) {
        return new JobSpec(
                application,
                question,
                name,
                inputs,
                topics,
                Optional.of(newFormat),
                kafkaConfig,
                from,
                untilEnd,
                events,
                seed,
                speed,
                parallelism,
                workers,
                conf,
                overrides,
                environment);
    }

    public static JobSpecBuilder application(String nameOrFile) {
        return new JobSpecBuilder(Optional.of(nameOrFile), Optional.empty());
    }

    public static JobSpecBuilder question(Question question) {
        return new JobSpecBuilder(Optional.empty(), Optional.of(question));
    }
}
