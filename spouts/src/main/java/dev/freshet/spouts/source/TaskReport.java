package dev.freshet.spouts.source;

import dev.freshet.core.job.JobBoard;
import dev.freshet.core.operator.Counters;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a source task tells the job's board: about once a second, and at once when its state changes. */
final class TaskReport {
    /** Whether the task has nothing to send for now: {@code true} or {@code false}. */
    static final String IDLE = "idle";

    private static final long SPACING_MS = 1_000;
    private static final long NEVER = Long.MIN_VALUE;

    private final JobBoard board;
    private final Counters counters;
    private String state = JobBoard.RUNNING;
    private @Nullable String error;
    private boolean changed = true;
    private long startedMs = NEVER;
    private long finishedMs = NEVER;
    private long lastMs = NEVER;

    TaskReport(JobBoard board, Counters counters) {
        this.board = board;
        this.counters = counters;
    }

    /** Records were read. */
    void taken(long nowMs) {
        if (startedMs == NEVER) {
            startedMs = nowMs;
        }
    }

    /** There is something to do again. */
    void running() {
        changed |= !state.equals(JobBoard.RUNNING);
        state = JobBoard.RUNNING;
        finishedMs = NEVER;
    }

    void finished(long nowMs) {
        state = JobBoard.FINISHED;
        finishedMs = nowMs;
        changed = true;
    }

    void failed(String sentence) {
        state = JobBoard.FAILED;
        error = sentence;
        changed = true;
    }

    /** @param others what else there is to tell, as fields of the board */
    void publish(long watermarkMs, long maxEventTimeMs, boolean idle, Map<String, String> others, long nowMs) {
        if (!changed && nowMs - lastMs < SPACING_MS) {
            return;
        }
        changed = false;
        lastMs = nowMs;
        Map<String, String> fields = new TreeMap<>();
        counters.read().forEach((name, count) -> fields.put(name, Long.toString(count)));
        fields.putAll(counters.notes());
        fields.putAll(others);
        fields.put(JobBoard.STATE, state);
        fields.put(IDLE, Boolean.toString(idle));
        if (error != null) {
            fields.put(JobBoard.ERROR, error);
        }
        boolean counts = state.equals(JobBoard.RUNNING) && !idle && watermarkMs != Long.MAX_VALUE;
        if (counts && watermarkMs != Long.MIN_VALUE) {
            fields.put(JobBoard.WATERMARK_MS, Long.toString(watermarkMs));
        }
        if (maxEventTimeMs != Long.MIN_VALUE) {
            fields.put(JobBoard.MAX_EVENT_TIME_MS, Long.toString(maxEventTimeMs));
        }
        if (startedMs != NEVER) {
            fields.put(JobBoard.STARTED_MS, Long.toString(startedMs));
        }
        if (finishedMs != NEVER) {
            fields.put(JobBoard.FINISHED_MS, Long.toString(finishedMs));
        }
        board.publish(fields);
    }
}
