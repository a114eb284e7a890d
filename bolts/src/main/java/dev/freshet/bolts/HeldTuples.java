package dev.freshet.bolts;

import dev.freshet.storm.MillisClock;
import dev.freshet.storm.Tuples;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.utils.TupleUtils;

/**
 * Lets tuples through in the order of arrival, a batch once what it needs is there; until then it and what comes behind it is
 * held, unacked. When much is held, takes its time over each tuple, up to a second, so that the topology backs up.
 */
final class HeldTuples implements AutoCloseable {
    private static final long LONGEST_WAIT_MS = 700;
    private static final int MANY = 100;

    private final Supply supply;
    private final MillisClock clock;
    private final Consumer<Tuple> next;
    private final Deque<Tuple> held = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    HeldTuples(Supply supply, MillisClock clock, Consumer<Tuple> next) {
        this.supply = supply;
        this.clock = clock;
        this.next = next;
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    /** Takes a tuple, and lets through whatever can be. Ticks are not held. */
    void execute(Tuple tuple) {
        if (!TupleUtils.isTick(tuple)) {
            held.add(tuple);
        }
        long untilMs = clock.nowMs() + LONGEST_WAIT_MS;
        while (!held.isEmpty()) {
            Tuple first = held.element();
            long nowMs = clock.nowMs();
            if (Tuples.isControl(first) || supply.ready(Tuples.batch(first), nowMs)) {
                next.accept(held.remove());
            } else if (held.size() < MANY
                    || nowMs >= untilMs
                    || !waitOpen(Math.min(untilMs, supply.nextTryMs()) - nowMs)) {
                return;
            }
        }
    }

    /** Takes out all that is held. */
    List<Tuple> drain() {
        List<Tuple> all = List.copyOf(held);
        held.clear();
        return all;
    }

    /** Waits; false if the task is closed meanwhile, or its thread interrupted. */
    private boolean waitOpen(long ms) {
        try {
            return !closed.await(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        supply.close();
    }
}
