package dev.freshet.cli;

import java.util.Iterator;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records into a topic at an even rate, record <i>i</i> into partition <i>i</i> mod the number of partitions, each once and in
 * order, whatever becomes of the broker meanwhile: by an idempotent producer that does not give up.
 */
final class ChaosFeed implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread thread;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private volatile long written;
    private volatile long end = Long.MAX_VALUE;
    private volatile boolean stopped;

    /** @param perSecond records a second */
    ChaosFeed(String brokers, String topic, int partitions, Iterator<byte[]> records, long perSecond) {
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(Integer.MAX_VALUE));
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "600000");
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Long.toString(128L << 20));
        this.producer = new KafkaProducer<>(properties);
        this.thread = new Thread(
                () -> {
                    try {
                        write(topic, partitions, records, perSecond);
                        producer.flush();
                    } catch (RuntimeException e) {
                        failure.compareAndSet(null, e);
                    }
                },
                "chaos-feed");
        thread.setDaemon(true);
        thread.start();
    }

    private void write(String topic, int partitions, Iterator<byte[]> records, long perSecond) {
        long begun = System.nanoTime();
        for (long i = 0; i < end && records.hasNext() && !stopped; i++) {
            long due = begun + i * 1_000_000_000L / perSecond;
            while (System.nanoTime() < due && !stopped) {
                LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
            }
            producer.send(new ProducerRecord<>(topic, (int) (i % partitions), null, records.next()), (place, e) -> {
                if (e != null) {
                    failure.compareAndSet(null, e);
                }
            });
            written = i + 1;
        }
    }

    /** Ends the stream after so many records, or at once if there are more. */
    void endAt(long records) {
        end = records;
    }

    /** How many records were handed to the producer. */
    long written() {
        return written;
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    /** Fails if a record could not be written. */
    void requireWritten() {
        Exception e = failure.get();
        if (e != null) {
            throw CliException.failed("the stream could not be fed into Kafka: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        producer.close(java.time.Duration.ofSeconds(2));
    }
}
