package dev.freshet.bench.driver;

import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.job.Block;
import dev.freshet.bench.job.EventPool;
import dev.freshet.bench.job.Feed;
import dev.freshet.bench.job.Pacing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes a run's events into a topic: share <i>s</i> of as many as there are instances into partition <i>s</i>. */
public final class TopicLoad {
    private static final int STEP = 4096;

    private TopicLoad() {}

    /** Returns the topic. */
    static String load(String bootstrap, RunSpec spec) {
        String topic = "bench-" + spec.job().id();
        int partitions = spec.parallelism();
        create(bootstrap, topic, partitions);
        EventPool pool = new EventPool(spec.parameters());
        Feed[] feeds = new Feed[partitions];
        for (int i = 0; i < partitions; i++) {
            feeds[i] = new Feed(pool, i, partitions, spec.events(), Pacing.NONE, System::currentTimeMillis);
        }
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties(bootstrap, "20"))) {
            while (!Arrays.stream(feeds).allMatch(Feed::finished)) {
                for (int i = 0; i < partitions; i++) {
                    send(producer, topic, i, feeds[i], failure);
                }
            }
            producer.flush();
        }
        Exception e = failure.get();
        if (e != null) {
            throw new BenchException("the topic cannot be loaded: " + e.getMessage(), e);
        }
        TopicWarmUp.read(bootstrap, topic, spec);
        return topic;
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            String topic,
            int partition,
            Feed feed,
            AtomicReference<@Nullable Exception> failure) {
        Block block = new Block();
        int taken = feed.next(block, STEP);
        for (int i = 0; i < taken; i++) {
            byte[] record = Arrays.copyOfRange(block.data(), block.from(i), block.to(i));
            producer.send(new ProducerRecord<>(topic, partition, null, record), (metadata, e) -> {
                if (e != null) {
                    failure.compareAndSet(null, e);
                }
            });
        }
    }

    /** Makes an empty topic. */
    public static void create(String bootstrap, String topic, int partitions) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.of((short) 1))))
                    .all()
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        } catch (ExecutionException e) {
            throw new BenchException("the topic cannot be created: " + e.getCause(), e);
        }
    }

    /** How the driver sends events. */
    public static Map<String, Object> properties(String bootstrap, String lingerMs) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class.getName(),
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class.getName(),
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                lingerMs,
                ProducerConfig.BATCH_SIZE_CONFIG,
                Integer.toString(1 << 18));
    }
}
