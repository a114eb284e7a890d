package dev.freshet.bench.driver.latency;

import dev.freshet.bench.engine.Latency;
import dev.freshet.bench.engine.ResultPlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

/**
 * Asks Redis for the results of complete windows, all in one pipeline about every millisecond, until each is the expected one.
 * A result is readable when the answer with it is here. What was right before its window was complete took no time.
 */
final class Prober {
    private static final long PAUSE_NANOS = 1_000_000;
    private static final long MOST_MS = 600_000;
    /** What is slower is told window by window. */
    private static final long SLOW_MS = 100;

    /** What is still to come of a window. */
    private static final class Pending {
        private final Expectations.Due due;
        private final BitSet open = new BitSet();
        private long mostMs;
        private int slow;

        Pending(Expectations.Due due) {
            this.due = due;
            for (int i = 0; i < due.counts().length; i++) {
                open.set(i, due.counts()[i] > 0);
            }
        }
    }

    private final String url;
    private final ResultPlace place;
    private final long fromMs;
    private final BlockingQueue<Expectations.Due> due = new LinkedBlockingQueue<>();
    private final List<Pending> pending = new ArrayList<>();
    private final Histogram histogram = new Histogram(1, MOST_MS, 3);
    private final Consumer<String> progress;
    private volatile boolean last;
    private volatile long giveUpMs = Long.MAX_VALUE;

    /** @param fromMs windows completed before are watched, but not counted: engines are warming up */
    Prober(String url, ResultPlace place, long fromMs, Consumer<String> progress) {
        this.progress = progress;
        this.url = url;
        this.place = place;
        this.fromMs = fromMs;
    }

    void watch(Expectations.Due window) {
        due.add(window);
    }

    /** No more windows come; what is not there at a time, epoch ms, never will be. */
    void end(long newGiveUpMs) {
        giveUpMs = newGiveUpMs;
        last = true;
    }

    /** Asks until all is there; returns a line for each result that never was. */
    List<String> run() throws InterruptedException {
        try (RedisClient client = RedisClient.create(url);
                AbstractPipeline pipeline = client.pipelined()) {
            while (!last || !due.isEmpty() || !pending.isEmpty()) {
                take();
                ask(pipeline);
                if (System.currentTimeMillis() > giveUpMs) {
                    break;
                }
            }
            return missing(client);
        }
    }

    private List<String> missing(RedisClient client) {
        List<String> lines = new ArrayList<>();
        for (Pending window : pending) {
            Expectations.Due of = window.due;
            window.open.stream().forEach(i -> {
                String key = place.key(of.pages()[i], of.startMs(), of.endMs());
                String found = client.hget(key, place.field(of.pages()[i], of.startMs(), of.endMs()));
                lines.add(key + " should count " + of.counts()[i] + ", but is " + found);
            });
        }
        return lines;
    }

    Latency latency() {
        return new Latency(
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getMaxValue());
    }

    private void take() throws InterruptedException {
        if (pending.isEmpty()) {
            Expectations.Due first = due.poll(50, TimeUnit.MILLISECONDS);
            if (first != null) {
                pending.add(new Pending(first));
            }
        } else {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        for (Expectations.Due next = due.poll(); next != null; next = due.poll()) {
            pending.add(new Pending(next));
        }
    }

    private void ask(AbstractPipeline pipeline) {
        List<List<Response<String>>> answers = new ArrayList<>();
        for (Pending window : pending) {
            answers.add(window.open.stream()
                    .mapToObj(i -> ask(pipeline, window.due, window.due.pages()[i]))
                    .toList());
        }
        pipeline.sync();
        long nowMs = System.currentTimeMillis();
        for (int i = 0; i < answers.size(); i++) {
            Pending window = pending.get(i);
            Iterator<Response<String>> values = answers.get(i).iterator();
            for (int page = window.open.nextSetBit(0); page >= 0; page = window.open.nextSetBit(page + 1)) {
                if (ResultPlace.count(values.next().get()) == window.due.counts()[page]) {
                    window.open.clear(page);
                    record(window, nowMs);
                }
            }
        }
        pending.removeIf(this::isDone);
    }

    private Response<String> ask(AbstractPipeline pipeline, Expectations.Due window, String page) {
        return pipeline.hget(
                place.key(page, window.startMs(), window.endMs()), place.field(page, window.startMs(), window.endMs()));
    }

    private void record(Pending window, long nowMs) {
        if (counts(window.due)) {
            long ms = Math.min(MOST_MS, Math.max(0, nowMs - window.due.completedMs()));
            histogram.recordValue(ms);
            window.mostMs = Math.max(window.mostMs, ms);
            window.slow += ms > SLOW_MS ? 1 : 0;
        }
    }

    private boolean isDone(Pending window) {
        if (!window.open.isEmpty()) {
            return false;
        }
        if (counts(window.due)) {
            progress.accept("window " + Instant.ofEpochMilli(window.due.startMs()) + ": the last result took "
                    + window.mostMs + " ms, " + window.slow + " more than " + SLOW_MS + " ms");
        }
        return true;
    }

    private boolean counts(Expectations.Due window) {
        return window.completedMs() >= fromMs;
    }
}
