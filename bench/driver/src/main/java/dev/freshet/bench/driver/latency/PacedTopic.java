package dev.freshet.bench.driver.latency;

import dev.freshet.bench.driver.TopicLoad;
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.job.Block;
import dev.freshet.bench.job.EventPool;
import dev.freshet.bench.job.Feed;
import dev.freshet.bench.job.Pacing;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run's events into its topic at its rate. An event comes into being when the rate says so, whether or not the feed
 * is behind: what it costs to be behind is in the latency.
 */
final class PacedTopic {
    private static final int STEP = 512;
    private static final long PAUSE_NANOS = 500_000;

    private final RunSpec spec;
    private final Feed[] feeds;
    private final Expectations expectations;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Block block = new Block();
    private final long fromMs;
    private volatile boolean stopped;
    private long furthestBehindMs;

    /** @param fromMs what comes into being before is warming up: how far behind the feed was then does not count */
    PacedTopic(RunSpec spec, EventPool pool, long startMs, long fromMs, Expectations expectations) {
        this.spec = spec;
        this.fromMs = fromMs;
        this.expectations = expectations;
        this.feeds = new Feed[spec.parallelism()];
        Pacing pacing = new Pacing(spec.ratePerSecond(), startMs);
        for (int i = 0; i < feeds.length; i++) {
            feeds[i] = new Feed(pool, i, feeds.length, spec.events(), pacing, System::currentTimeMillis);
        }
    }

    /** Sends all; returns when the last is with the broker, or {@link #stop} was called. */
    void run() {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(TopicLoad.properties(spec.bootstrap(), "1"))) {
            while (!stopped && !Arrays.stream(feeds).allMatch(Feed::finished)) {
                int sent = 0;
                for (int i = 0; i < feeds.length; i++) {
                    sent += send(producer, i);
                }
                if (sent == 0) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
        Exception e = failure.get();
        if (e != null) {
            throw new IllegalStateException("an event cannot be sent: " + e.getMessage(), e);
        }
    }

    void stop() {
        stopped = true;
    }

    /** How far the feed was behind the rate, milliseconds, at worst, warming up aside. Read after {@link #run} has returned. */
    long furthestBehindMs() {
        return furthestBehindMs;
    }

    private int send(KafkaProducer<byte[], byte[]> producer, int partition) {
        Feed feed = feeds[partition];
        long position = feed.position();
        int taken = feed.next(block, STEP);
        if (taken > 0 && feed.timeMs(position) >= fromMs) {
            furthestBehindMs = Math.max(furthestBehindMs, System.currentTimeMillis() - feed.timeMs(position));
        }
        for (int i = 0; i < taken; i++) {
            byte[] record = Arrays.copyOfRange(block.data(), block.from(i), block.to(i));
            producer.send(new ProducerRecord<>(spec.topic(), partition, null, record), (metadata, e) -> {
                if (e != null) {
                    failure.compareAndSet(null, e);
                }
            });
            expectations.sent(partition, record, 0, feed.timeMs(position + i));
        }
        return taken;
    }
}
