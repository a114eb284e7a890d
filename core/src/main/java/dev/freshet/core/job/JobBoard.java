package dev.freshet.core.job;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a task of a running job publishes what it counts and how far it is, and reads what concerns it. Never blocks the
 * caller: a thread of the board's writes the newest and reads ahead; what is read may be a second or so old.
 *
 * <p>The fields that a task publishes: every counter by its name; a source task also {@link #STATE},
 * {@link #WATERMARK_MS} and {@link #MAX_EVENT_TIME_MS}.
 */
public interface JobBoard extends AutoCloseable {
    /** {@link #RUNNING}, {@link #FINISHED} or {@link #FAILED}. */
    String STATE = "state";
    /** Of a source task: more may come. */
    String RUNNING = "running";
    /** Of a source task: everything was read, and its results are in the sinks. */
    String FINISHED = "finished";
    /** The task cannot go on; {@link #ERROR} says why. */
    String FAILED = "failed";
    /** One sentence for the user. */
    String ERROR = "error";
    /** The task's watermark, epoch ms. */
    String WATERMARK_MS = "watermark_ms";
    /** Of a source task: when it read its first record, processing time, epoch ms. */
    String STARTED_MS = "started_ms";
    /** Of a source task: when all its results were in the sinks, processing time, epoch ms. */
    String FINISHED_MS = "finished_ms";
    /** The largest event time that the task has seen, epoch ms. */
    String MAX_EVENT_TIME_MS = "max_event_time_ms";

    /** Publishes the task's fields; replaces what it published before. Returns at once. */
    void publish(Map<String, String> fields);

    /** Waits until what was published is written; false if that took longer. */
    boolean flush(Duration atMost);

    /**
     * Tells the other source tasks how far this one has read; those of the same worker know at once.
     *
     * @param watermarkMs the least watermark of what the task has read, epoch ms; {@link Long#MAX_VALUE} where the others need
     *     not wait for it
     */
    void progress(long watermarkMs);

    /**
     * How far the slowest of the input's other source tasks has read, epoch ms; {@link Long#MAX_VALUE} where there is none or
     * it is not known. That of another worker is as last read.
     */
    long othersWatermarkMs();

    /** Whether somebody has asked the sources to stop reading, so that the job ends with what it has. */
    boolean drainRequested();

    /**
     * What was last handed to the running job under this name; null where nothing was. The same array until something else is
     * handed over. The first question may wait for the first answer, for less than a second.
     */
    default byte @Nullable [] delivered(String name) {
        return null;
    }

    @Override
    void close();
}
