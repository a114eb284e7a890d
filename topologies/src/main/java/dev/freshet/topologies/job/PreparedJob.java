package dev.freshet.topologies.job;

import dev.freshet.core.plan.Plan;
import dev.freshet.topologies.config.Settings;
import dev.freshet.topologies.pipeline.Explain;
import java.util.List;
import java.util.Optional;

/**
 * A job that was found right: what to run, on what, with which settings. Only what the bound inputs reach is in the plan.
 *
 * @param plan what is deployed, under the job's name
 * @param inputs the plan's inputs, and where their records come from
 * @param settings the whole configuration
 * @param kafka how topics are read and written
 * @param from which state it begins with: {@code latest}, {@code scratch}, or the name of a savepoint; empty where
 *     nothing was said
 * @param warnings for the user, a sentence each
 */
public record PreparedJob(
        Plan plan,
        List<BoundInput> inputs,
        Settings settings,
        KafkaOptions kafka,
        Optional<String> from,
        List<String> warnings) {
    public PreparedJob {
        inputs = List.copyOf(inputs);
        warnings = List.copyOf(warnings);
    }

    /** The job's name. */
    public String name() {
        return plan.name();
    }

    /** Whether it ends by itself: every input does. */
    public boolean isBounded() {
        return inputs.stream().allMatch(BoundInput::bounded);
    }

    /** Whether it reads or loads a topic or has results in one, and so needs brokers. */
    public boolean needsKafka() {
        return !plan.topics().isEmpty() || inputs.stream().anyMatch(input -> input.binding() instanceof Binding.Topic);
    }

    /** The plan as text. */
    public String explain() {
        return Explain.text(plan, settings);
    }

    /** The same job with other settings: the URL of a Redis or the brokers of a Kafka that were started for it. */
    public PreparedJob with(String key, String value) {
        return new PreparedJob(plan, inputs, settings.with(key, value), kafka, from, warnings);
    }

    /** The same job beginning with another state. */
    PreparedJob beginning(String state) {
        return new PreparedJob(plan, inputs, settings, kafka, Optional.of(state), warnings);
    }
}
