package dev.freshet.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
            awaitKnown(topic);
            return true;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw unreachable(e);
            }
            return false;
        }
    }

    /** A new topic is the controller's first; a broker that has not heard of it yet denies that there is one. */
    private void awaitKnown(String topic) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                await(admin.describeTopics(List.of(topic)).allTopicNames());
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() - until > 0) {
                    throw unreachable(e);
                }
                Arguments.pause(50);
            }
        }
    }

    /** How many partitions a topic has; fails if there is no such topic. */
    int partitions(String topic) {
        try {
            TopicDescription description =
                    await(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
            return description == null ? 0 : description.partitions().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw CliException.failed("there is no topic '" + topic + "' at " + brokers);
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
