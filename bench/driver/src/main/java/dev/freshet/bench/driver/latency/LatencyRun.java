package dev.freshet.bench.driver.latency;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.driver.BenchException;
import dev.freshet.bench.driver.EngineProcess;
import dev.freshet.bench.driver.RunningEngine;
import dev.freshet.bench.driver.TopicLoad;
import dev.freshet.bench.engine.ResultPlace;
import dev.freshet.bench.engine.RunResult;
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.job.EventPool;
import dev.freshet.bench.job.JobName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Runs an engine at a fixed rate, from Kafka into Redis, and watches for results. CPU is what the engine used meanwhile. */
public final class LatencyRun {
    /** Jobs whose results can be watched for: a count by page and window. */
    private static final Set<JobName> JOBS = Set.of(JobName.VIEWS, JobName.HOP);

    private static final int SAMPLES = 128;
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EngineProcess processes;
    private final Duration warmUp;
    private final Consumer<String> progress;
    private int topics;

    /** @param warmUp for so long from the first event on nothing is counted */
    public LatencyRun(EngineProcess processes, Duration warmUp, Consumer<String> progress) {
        this.processes = processes;
        this.warmUp = warmUp;
        this.progress = progress;
    }

    /**
     * Fails early what cannot be measured.
     *
     * @throws BenchException if the job or the edges are not what latency is measured of
     */
    public static void check(RunSpec spec) {
        if (!JOBS.contains(spec.job()) || spec.source() != SourceKind.KAFKA || spec.sink() != SinkKind.REDIS) {
            throw new BenchException("latency is measured of views and hop, --source kafka --sink redis");
        }
    }

    /** One run of one engine; the servers of the spec run. */
    public RunResult run(String engine, RunSpec asked) {
        check(asked);
        RunSpec spec = asked.withTopic("bench-" + asked.job().id() + "-" + ++topics);
        TopicLoad.create(spec.bootstrap(), spec.topic(), spec.parallelism());
        EventPool pool = new EventPool(spec.parameters());
        try (RunningEngine running = processes.start(engine, spec)) {
            return measure(engine, spec, pool, running, running.place(START));
        }
    }

    private RunResult measure(String engine, RunSpec spec, EventPool pool, RunningEngine running, ResultPlace place) {
        long startMs = System.currentTimeMillis();
        long fromMs = startMs + warmUp.toMillis();
        Prober prober = new Prober(spec.redis(), place, fromMs, progress);
        PacedTopic topic =
                new PacedTopic(spec, pool, startMs, fromMs, new Expectations(spec, SAMPLES, startMs, prober::watch));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> feed = threads.submit(topic::run);
            Future<List<String>> missing = threads.submit(prober::run);
            LongSupplier cpu = running::cpuNanos;
            await(feed, fromMs);
            long cpuBefore = cpu.getAsLong();
            long nanosBefore = System.nanoTime();
            await(feed, Long.MAX_VALUE);
            long nanos = System.nanoTime() - nanosBefore;
            long cpuNanos = cpu.getAsLong() - cpuBefore;
            prober.end(System.currentTimeMillis() + PATIENCE.toMillis());
            List<String> lost = missing.get();
            if (!lost.isEmpty() || !running.isAlive()) {
                throw new BenchException("engine '" + engine + "': " + lost.size() + " results were not there "
                        + PATIENCE.toSeconds() + " s after the last event, so "
                        + (lost.isEmpty() ? "" : lost.get(0) + "; " + lost.get(lost.size() - 1))
                        + "\n  " + running.lastLines());
            }
            progress.accept("the feed was at worst " + topic.furthestBehindMs() + " ms behind its rate");
            long events = Math.max(1, nanos / 1_000 * spec.ratePerSecond() / 1_000_000);
            return new RunResult(engine, events, nanos, cpuNanos, new Answer(), 0, 0, 0, prober.latency());
        } catch (ExecutionException e) {
            throw new BenchException("engine '" + engine + "' cannot be measured: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        } finally {
            topic.stop();
            prober.end(0);
            threads.shutdownNow();
        }
    }

    /** Waits for the end of the feed, or until a time. */
    private static void await(Future<?> feed, long untilMs) throws InterruptedException, ExecutionException {
        long waitMs = untilMs - System.currentTimeMillis();
        try {
            feed.get(waitMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (untilMs == Long.MAX_VALUE) {
                throw new BenchException("the feed does not end", e);
            }
        }
    }
}
