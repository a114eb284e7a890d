package dev.freshet.bench.sink;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.SinkKind;

/** Takes results, row by row. Keys are ASCII, and the sink's own from the call on. One a task; not thread-safe. */
public interface ResultSink extends AutoCloseable {
    /** The sink that the run asks for. */
    static ResultSink open(Run run) {
        return run.spec().sink() == SinkKind.REDIS
                ? new RedisResults(run.spec().redis(), run.spec().job())
                : new MemoryResults(run);
    }

    void views(long endMs, byte[] page, long views, double total);

    void hop(long endMs, byte[] page, long events, double mean, double largest, long users);

    /**
     * A place in a window's ranking.
     *
     * @param rank from 1
     */
    void top(long endMs, byte[] page, long rank, long events);

    /** How often a rule held, or how many views a campaign has; only of those that have any. */
    void rule(long endMs, byte[] rule, long count);

    /**
     * A view and a purchase of a user.
     *
     * @param viewMs when the view was, epoch ms
     * @param boughtMs when the purchase was
     * @param value the view's value
     * @param paid the purchase's
     */
    void pair(long viewMs, byte[] user, long boughtMs, double value, double paid);

    /** All rows so far can be read when this returns. */
    void flush();

    @Override
    void close();
}
