package dev.freshet.topologies.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Makes a {@link JobSpec}. Setters take null for what the user did not say. */
public final class JobSpecBuilder {
    private final Optional<String> application;
    private final Optional<Question> question;
    private final List<String> inputs = new ArrayList<>();
    private final List<String> topics = new ArrayList<>();
    private final Map<String, String> overrides = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private @Nullable String name;
    private @Nullable String format;
    private @Nullable Path kafkaConfig;
    private @Nullable String from;
    private boolean untilEnd;
    private @Nullable Long events;
    private @Nullable Long seed;
    private @Nullable String speed;
    private @Nullable Integer parallelism;
    private @Nullable Integer workers;
    private @Nullable Path conf;

    JobSpecBuilder(Optional<String> application, Optional<Question> question) {
        this.application = application;
        this.question = question;
    }

    public JobSpecBuilder name(@Nullable String value) {
        this.name = value;
        return this;
    }

    public JobSpecBuilder format(@Nullable String value) {
        this.format = value;
        return this;
    }

    public JobSpecBuilder kafkaConfig(@Nullable Path value) {
        this.kafkaConfig = value;
        return this;
    }

    public JobSpecBuilder from(@Nullable String value) {
        this.from = value;
        return this;
    }

    public JobSpecBuilder events(@Nullable Long value) {
        this.events = value;
        return this;
    }

    public JobSpecBuilder seed(@Nullable Long value) {
        this.seed = value;
        return this;
    }

    public JobSpecBuilder speed(@Nullable String value) {
        this.speed = value;
        return this;
    }

    public JobSpecBuilder parallelism(@Nullable Integer value) {
        this.parallelism = value;
        return this;
    }

    public JobSpecBuilder workers(@Nullable Integer value) {
        this.workers = value;
        return this;
    }

    public JobSpecBuilder conf(@Nullable Path value) {
        this.conf = value;
        return this;
    }

    public JobSpecBuilder untilEnd(boolean value) {
        this.untilEnd = value;
        return this;
    }

    /** Binds an input: {@code [INPUT=]PATH}. */
    public JobSpecBuilder input(String binding) {
        inputs.add(binding);
        return this;
    }

    /** Binds an input: {@code [INPUT=]TOPIC}. */
    public JobSpecBuilder topic(String binding) {
        topics.add(binding);
        return this;
    }

    /** Sets a key of the configuration. */
    public JobSpecBuilder set(String key, String value) {
        overrides.put(key, value);
        return this;
    }

    public JobSpecBuilder overrides(Map<String, String> values) {
        overrides.putAll(values);
        return this;
    }

    /** The process's variables, of which {@code FRESHET_…} are read. */
    public JobSpecBuilder environment(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    public JobSpec build() {
        return new JobSpec(
                application,
                question,
                Optional.ofNullable(name),
                inputs,
                topics,
                Optional.ofNullable(format),
                Optional.ofNullable(kafkaConfig),
                Optional.ofNullable(from),
                untilEnd,
                events == null ? OptionalLong.empty() : OptionalLong.of(events),
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
                Optional.ofNullable(speed),
                parallelism == null ? OptionalInt.empty() : OptionalInt.of(parallelism),
                workers == null ? OptionalInt.empty() : OptionalInt.of(workers),
                Optional.ofNullable(conf),
                overrides,
                environment);
    }
}
