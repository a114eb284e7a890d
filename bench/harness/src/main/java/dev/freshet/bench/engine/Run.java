package dev.freshet.bench.engine;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.job.Block;
import dev.freshet.bench.job.EventPool;
import dev.freshet.bench.job.Feed;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.Pacing;
import dev.freshet.bench.ysb.CampaignTable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One run in this process: what an engine's sources and sinks share. Engines serialize them, so they carry the run's {@link
 * #id} and find it again by {@link #of}. Thread-safe.
 */
public final class Run implements AutoCloseable {
    private static final AtomicLong IDS = new AtomicLong();
    private static final Map<Long, Run> OPEN = new ConcurrentHashMap<>();

    private final long id = IDS.incrementAndGet();
    private final RunSpec spec;
    private final @Nullable EventPool pool;
    private final Pacing pacing;
    private final Meter meter = new Meter();
    private final Answer answer = new Answer();

    private Run(RunSpec spec, @Nullable EventPool pool) {
        this.spec = spec;
        this.pool = pool;
        this.pacing =
                spec.ratePerSecond() == 0 ? Pacing.NONE : new Pacing(spec.ratePerSecond(), System.currentTimeMillis());
    }

    /** Makes the input, and the table that the job looks up; close it after the engine has stopped. */
    public static Run open(RunSpec spec) {
        return open(spec, spec.source() == SourceKind.MEMORY ? new EventPool(spec.parameters()) : null);
    }

    /** With an input that was made before; none if it does not come from memory. */
    public static Run open(RunSpec spec, @Nullable EventPool pool) {
        if (spec.job() == JobName.YSB && !spec.redis().isEmpty()) {
            CampaignTable.fill(spec.redis(), spec.parameters().keys());
        }
        Run run = new Run(spec, pool);
        OPEN.put(run.id, run);
        return run;
    }

    /**
     * The open run of this id.
     *
     * @throws IllegalStateException if there is none
     */
    public static Run of(long id) {
        Run run = OPEN.get(id);
        if (run == null) {
            throw new IllegalStateException("run " + id + " is not open in this process");
        }
        return run;
    }

    public long id() {
        return id;
    }

    public RunSpec spec() {
        return spec;
    }

    public Meter meter() {
        return meter;
    }

    /** A source instance's share of the events in memory. The one that takes first is to start the meter, see {@link #take}. */
    public Feed feed(int instance, int instances) {
        EventPool records = pool;
        if (records == null) {
            throw new IllegalStateException(
                    "the source of this run is " + spec.source().id() + ", not memory");
        }
        return new Feed(records, instance, instances, spec.events(), pacing, System::currentTimeMillis);
    }

    /** Takes the next events of a share, and starts the meter if they are the first. Returns their number. */
    public int take(Feed feed, Block into, int most) {
        meter.start();
        return feed.next(into, most);
    }

    /** Adds rows to the answer in memory. */
    public void add(Answer rows) {
        synchronized (answer) {
            answer.add(rows);
        }
    }

    /** A copy of all that was added. */
    public Answer answer() {
        synchronized (answer) {
            return new Answer(answer.rows(), answer.checksum(), answer.approximate());
        }
    }

    /** The result of the run, of which the meter has been stopped. */
    public RunResult result(String engine, Answer answered, @Nullable Latency latency) {
        return new RunResult(
                engine,
                spec.events(),
                meter.nanos(),
                meter.cpuNanos(),
                answered,
                meter.allocatedBytes(),
                Meter.peakHeapBytes(),
                Meter.peakRssBytes(),
                latency);
    }

    @Override
    public void close() {
        OPEN.remove(id);
    }
}
