package dev.freshet.bolts.results;

import dev.freshet.bolts.redis.Call;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.redis.RedisErrors;
import dev.freshet.bolts.redis.RedisLink;
import dev.freshet.core.operator.Counters;
import dev.freshet.storm.MillisClock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to Redis that is tried again with back-off while the server is away. It is the caller that tries. */
final class RetriedLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RetriedLink.class);
    private static final long FIRST_BACK_OFF_MS = 50;
    private static final long LONGEST_BACK_OFF_MS = 1000;

    private final RedisConfig redis;
    private final RedisLink link;
    private final MillisClock clock;
    private final LongAdder retries;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private long backOffMs = FIRST_BACK_OFF_MS;
    private long nextTryMs;

    /** @param name of the connection, as the server shows it */
    RetriedLink(RedisConfig redis, String name, MillisClock clock, Counters counters) {
        this.redis = redis;
        this.link = new RedisLink(redis, name);
        this.clock = clock;
        this.retries = counters.counter("redis_retries");
    }

    boolean mayTry(long nowMs) {
        return nowMs >= nextTryMs;
    }

    /**
     * Sends the calls; false if they are to be sent again, when that {@link #mayTry} be.
     *
     * @throws RuntimeException if trying again would not help
     */
    boolean send(List<Call> calls) {
        try {
            link.send(calls);
            backOffMs = FIRST_BACK_OFF_MS;
            return true;
        } catch (RuntimeException e) {
            if (RedisErrors.kind(e) == RedisErrors.Kind.FATAL) {
                throw e;
            }
            if (backOffMs == FIRST_BACK_OFF_MS) {
                LOG.warn("Redis does not take results, trying again: {}", RedisErrors.sentence(redis, e));
            }
            retries.increment();
            nextTryMs = clock.nowMs() + backOffMs;
            backOffMs = Math.min(LONGEST_BACK_OFF_MS, 2 * backOffMs);
            return false;
        }
    }

    /** Waits until it may be tried again, but not beyond a time; false if nothing more is to be waited for, or the thread is interrupted. */
    boolean waitToTry(long nowMs, long untilMs) {
        try {
            return !stopped.await(Math.min(nextTryMs, untilMs) - nowMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the waiting. For any thread. */
    void stopWaiting() {
        stopped.countDown();
    }

    @Override
    public void close() {
        stopWaiting();
        link.close();
    }
}
