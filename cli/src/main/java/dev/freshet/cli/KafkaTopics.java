package dev.freshet.cli;

import dev.freshet.services.process.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics, as whoever starts a job sees to them. */
final class KafkaTopics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Admin admin;
    private final String brokers;

    /**
     * @param properties of Kafka's clients, over our own
     */
    KafkaTopics(String brokers, Map<String, String> properties) {
        this.brokers = brokers;
        Properties all = new Properties();
        properties.forEach(all::put);
        all.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
        all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        try {
            admin = Admin.create(all);
        } catch (RuntimeException e) {
            throw CliException.failed("Kafka at " + brokers + " cannot be used: " + reason(e));
        }
    }

    /** Fails unless every topic is there. */
    void require(List<String> topics) {
        topics.forEach(this::partitions);
    }

    /** Makes a topic; one that is there is kept as it is, and the answer is false. */
    boolean create(String topic, int partitions) {
        NewTopic wanted = new NewTopic(topic, partitions, (short) 1);
        try {
            await(admin.createTopics(List.of(wanted)).all());
            // It is the controller's first: a broker that has not heard of it yet denies that there is one.
            if (!Await.until(PATIENCE, () -> described(topic).isPresent())) {
                throw CliException.failed(
                        "topic '" + topic + "' was made, and Kafka at " + brokers + " does not show it");
            }
            return true;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw unreachable(e);
            }
            return false;
        }
    }

    /** How many partitions a topic has; fails if there is no such topic. */
    int partitions(String topic) {
        return described(topic)
                .map(description -> description.partitions().size())
                .orElseThrow(() -> CliException.failed("there is no topic '" + topic + "' at " + brokers));
    }

    /** What a broker knows of a topic; empty if there is none. */
    private Optional<TopicDescription> described(String topic) {
        try {
            return Optional.ofNullable(
                    await(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw unreachable(e);
        }
    }

    private <T> T await(KafkaFuture<T> answer) throws ExecutionException {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliException.failed("interrupted");
        }
    }

    private CliException unreachable(Throwable cause) {
        return CliException.failed("Kafka at " + brokers + " does not answer: " + reason(cause));
    }

    private static String reason(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return message == null ? deepest.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
