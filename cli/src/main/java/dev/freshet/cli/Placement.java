package dev.freshet.cli;

import dev.freshet.core.plan.Step;
import dev.freshet.spouts.file.FileInput;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.job.Binding;
import dev.freshet.topologies.job.BoundInput;
import dev.freshet.topologies.job.PreparedJob;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a job's servers are: named by the user, or embedded.
 *
 * @param redis a URL or {@code embedded}; null for what the configuration says, or else embedded
 * @param kafka brokers or {@code embedded}; null for what the configuration says
 */
record Placement(@Nullable String redis, @Nullable String kafka) {
    private static final int LOADED_PARTITIONS = 4;

    /** Starts what is embedded, sees to the topics, and tells the job. */
    PreparedJob place(PreparedJob job, Servers servers, Consumer<String> say) {
        PreparedJob placed = job;
        boolean embedded = redis == null ? !job.settings().isSet(Keys.REDIS_URL) : redis.equals(ServerOptions.EMBEDDED);
        if (embedded) {
            placed = placed.with(Keys.REDIS_URL.name(), servers.startRedis());
        } else if (redis != null) {
            placed = placed.with(Keys.REDIS_URL.name(), redis);
        }
        if (!job.needsKafka()) {
            return placed;
        }
        if (ServerOptions.EMBEDDED.equals(kafka)) {
            placed = placed.with(Keys.KAFKA_BROKERS.name(), servers.startKafka(say));
        } else if (kafka != null) {
            placed = placed.with(Keys.KAFKA_BROKERS.name(), kafka);
        }
        prepareTopics(placed, say);
        return placed;
    }

    private static long limit(PreparedJob job) {
        long events = job.settings().get(Keys.GENERATOR_EVENTS);
        return events == 0 ? FileInput.ALL : events;
    }

    /** Rows that are taken as they arrive are to arrive in one order, and a topic has one in a partition. */
    private static int loadedPartitions(PreparedJob job) {
        boolean ordered = job.plan().steps().stream()
                .anyMatch(step ->
                        step instanceof Step.Process process && process.spec().keepsArrivalOrder());
        return ordered ? 1 : LOADED_PARTITIONS;
    }

    private void prepareTopics(PreparedJob job, Consumer<String> say) {
        String brokers = job.settings().get(Keys.KAFKA_BROKERS);
        try (KafkaTopics topics = new KafkaTopics(brokers, job.kafka().properties())) {
            for (String topic : job.plan().topics()) {
                if (ServerOptions.EMBEDDED.equals(kafka)) {
                    topics.create(topic, LOADED_PARTITIONS);
                } else {
                    topics.require(List.of(topic));
                }
            }
            for (BoundInput input : job.inputs()) {
                if (input.binding() instanceof Binding.Topic topic) {
                    if (topic.loadFirst().isEmpty()) {
                        topics.require(List.of(topic.topic()));
                    } else {
                        boolean isNew = topics.create(topic.topic(), loadedPartitions(job));
                        if (!isNew && ServerOptions.EMBEDDED.equals(kafka)) {
                            throw CliException.failed("the Kafka broker that was left at " + brokers
                                    + " has a topic '" + topic.topic()
                                    + "' already: name another --topic, or read this one without --input");
                        }
                        long records = new TopicLoader(brokers, job.kafka().properties(), limit(job))
                                .load(input.input(), topic, topics.partitions(topic.topic()), isNew);
                        say.accept("loaded " + Numbers.count(records) + " records into topic '" + topic.topic() + "'");
                    }
                }
            }
        }
    }
}
