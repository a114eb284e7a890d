package dev.freshet.bolts;

import dev.freshet.core.job.JobBoard;
import dev.freshet.storm.MillisClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.storm.task.OutputCollector;

/** What a task of a bolt tells the job's board: about once a second, at once when it is asked to, and when it fails for good. */
public final class BoltReport implements AutoCloseable {
    private static final long SPACING_MS = 1000;
    private static final Duration FLUSH_BOUND = Duration.ofMillis(900);

    private final JobBoard board;
    private final TaskMetrics metrics;
    private final MillisClock clock;
    private final LongSupplier watermarkMs;
    private long nextMs;

    /** @param watermarkMs the task's, as {@link TaskMetrics#refresh} takes it */
    public BoltReport(JobBoard board, TaskMetrics metrics, MillisClock clock, LongSupplier watermarkMs) {
        this.board = board;
        this.metrics = metrics;
        this.clock = clock;
        this.watermarkMs = watermarkMs;
    }

    /** Whether it is time to tell again; then the next time is a second later. */
    public boolean isDue() {
        long nowMs = clock.nowMs();
        if (nowMs < nextMs) {
            return false;
        }
        nextMs = nowMs + SPACING_MS;
        return true;
    }

    public void publish() {
        board.publish(fields());
    }

    /** Tells, and waits until the board has it, but not for long. */
    public void publishNow() {
        publish();
        board.flush(FLUSH_BOUND);
    }

    /** The task takes nothing any more: tells the board, which has it on return if it answers in time, and Storm. */
    public void failed(String error, RuntimeException cause, OutputCollector collector) {
        Map<String, String> fields = new HashMap<>(fields());
        fields.put(JobBoard.STATE, JobBoard.FAILED);
        fields.put(JobBoard.ERROR, error);
        board.publish(fields);
        board.flush(FLUSH_BOUND);
        collector.reportError(new IllegalStateException(error, cause));
    }

    private Map<String, String> fields() {
        return metrics.refresh(watermarkMs.getAsLong(), clock.nowMs());
    }

    @Override
    public void close() {
        board.close();
    }
}
