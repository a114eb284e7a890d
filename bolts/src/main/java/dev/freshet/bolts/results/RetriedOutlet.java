package dev.freshet.bolts.results;

import dev.freshet.core.operator.Counters;
import dev.freshet.storm.MillisClock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An outlet that is tried again with back-off while the server is away. It is the caller that tries. */
final class RetriedOutlet<C> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RetriedOutlet.class);
    private static final long FIRST_BACK_OFF_MS = 50;
    private static final long LONGEST_BACK_OFF_MS = 1000;

    private final Outlet<C> outlet;
    private final MillisClock clock;
    private final LongAdder retries;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private long backOffMs = FIRST_BACK_OFF_MS;
    private long nextTryMs;

    RetriedOutlet(Outlet<C> outlet, MillisClock clock, Counters counters) {
        this.outlet = outlet;
        this.clock = clock;
        this.retries = counters.counter(outlet.server().toLowerCase(Locale.ROOT) + "_retries");
    }

    boolean mayTry(long nowMs) {
        return nowMs >= nextTryMs;
    }

    /**
     * Sends the calls; false if they are to be sent again, when that {@link #mayTry} be.
     *
     * @throws RuntimeException if trying again would not help
     */
    boolean send(List<C> calls) {
        try {
            boolean sent = outlet.send(calls);
            backOffMs = FIRST_BACK_OFF_MS;
            nextTryMs = sent ? nextTryMs : clock.nowMs() + FIRST_BACK_OFF_MS;
            return sent;
        } catch (RuntimeException e) {
            if (outlet.isFatal(e)) {
                throw e;
            }
            if (backOffMs == FIRST_BACK_OFF_MS) {
                LOG.warn("{} does not take results, trying again: {}", outlet.server(), outlet.sentence(e));
            }
            retries.increment();
            nextTryMs = clock.nowMs() + backOffMs;
            backOffMs = Math.min(LONGEST_BACK_OFF_MS, 2 * backOffMs);
            return false;
        }
    }

    /** Where the calls go, and why they cannot. */
    String sentence(RuntimeException error) {
        return outlet.sentence(error);
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
        outlet.close();
    }
}
