package dev.freshet.bolts.interop;

import dev.freshet.bolts.NoBoard;
import dev.freshet.core.job.JobBoardFactory;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a {@link BatchingBolt} makes batches of tuples.
 *
 * @param name the source's name: in dead letters, and as the origin of rows
 * @param schema the rows; each column takes the value of the tuple's field of its name
 * @param timeColumn the column that holds the event time: TIMESTAMP, or BIGINT in epoch ms
 * @param outOfOrderMs by how much a tuple may be older than the newest before it in its task, replays included, milliseconds
 * @param idleMs a task that had no tuple for so long is not waited for, milliseconds of processing time
 * @param flushRows at how many rows a batch is sent
 * @param flushMs how long a row waits for others while tuples come, milliseconds; where none come, up to a second more
 * @param board where the task publishes its counters
 */
public record BatchingSpec(
        String name,
        Schema schema,
        String timeColumn,
        long outOfOrderMs,
        long idleMs,
        int flushRows,
        long flushMs,
        JobBoardFactory board)
        implements Serializable {
    /** How long a task may be silent unless said otherwise. */
    public static final long DEFAULT_IDLE_MS = 5_000;
    /** At how many rows a batch is sent unless said otherwise. */
    public static final int DEFAULT_FLUSH_ROWS = 500;
    /** How long a row waits unless said otherwise. */
    public static final long DEFAULT_FLUSH_MS = 20;

    /** @throws IllegalArgumentException with everything that is wrong */
    public BatchingSpec {
        List<String> problems = new ArrayList<>();
        if (name.isEmpty()) {
            problems.add("it needs a name");
        }
        int time = schema.indexOf(timeColumn);
        if (time < 0) {
            problems.add("the event time '" + timeColumn + "' is not among " + schema.names());
        } else if (schema.field(time).type() != Type.TIMESTAMP
                && schema.field(time).type() != Type.BIGINT) {
            problems.add("the event time " + schema.field(time) + " must be TIMESTAMP or BIGINT");
        }
        if (outOfOrderMs < 0) {
            problems.add("the bound of disorder must not be negative (" + outOfOrderMs + " ms)");
        }
        if (idleMs < 1) {
            problems.add("the idle time must be at least 1 ms (" + idleMs + " ms)");
        }
        if (flushRows < 1 || flushMs < 0) {
            problems.add("batches must be sent at some rows and time (rows " + flushRows + ", " + flushMs + " ms)");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("batching '" + name + "': " + String.join("; ", problems));
        }
    }

    /** In order, idle after {@link #DEFAULT_IDLE_MS}. */
    public static BatchingSpec of(String name, Schema schema, String timeColumn) {
        return new BatchingSpec(
                name, schema, timeColumn, 0, DEFAULT_IDLE_MS, DEFAULT_FLUSH_ROWS, DEFAULT_FLUSH_MS, NoBoard.INSTANCE);
    }

    /** The same with a bound of disorder. */
    public BatchingSpec outOfOrder(Duration bound) {
        return new BatchingSpec(name, schema, timeColumn, bound.toMillis(), idleMs, flushRows, flushMs, board);
    }

    /** The same with an idle time. */
    public BatchingSpec idleAfter(Duration idle) {
        return new BatchingSpec(name, schema, timeColumn, outOfOrderMs, idle.toMillis(), flushRows, flushMs, board);
    }

    /** The same with other sizes of batches. */
    public BatchingSpec flush(int rows, Duration wait) {
        return new BatchingSpec(name, schema, timeColumn, outOfOrderMs, idleMs, rows, wait.toMillis(), board);
    }

    /** The same with its counters on a board. */
    public BatchingSpec counted(JobBoardFactory on) {
        return new BatchingSpec(name, schema, timeColumn, outOfOrderMs, idleMs, flushRows, flushMs, on);
    }
}
