package dev.freshet.bench.plain;

import dev.freshet.bench.sink.ResultSink;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Puts the threads' panes together; a pane that all threads are past goes to the job, which emits. Thread-safe. */
final class PaneMerger<P> {
    private final PlainJob<P> job;
    private final ResultSink out;
    private final TreeMap<Long, P> open = new TreeMap<>();
    private final long[] passed;

    PaneMerger(int threads, PlainJob<P> job, ResultSink out) {
        this.job = job;
        this.out = out;
        this.passed = new long[threads];
        Arrays.fill(passed, Long.MIN_VALUE);
    }

    /** A thread's part of a pane, which it is done with. */
    synchronized void add(long endMs, P pane) {
        P known = open.putIfAbsent(endMs, pane);
        if (known != null) {
            job.merge(known, pane);
        }
    }

    /** A thread has given all panes that end by then. */
    synchronized void passed(int thread, long endMs) {
        passed[thread] = endMs;
        long least = Arrays.stream(passed).min().orElseThrow();
        boolean emitted = false;
        while (!open.isEmpty() && open.firstKey() <= least) {
            Map.Entry<Long, P> first = open.pollFirstEntry();
            job.emit(first.getKey(), first.getValue(), out);
            emitted = true;
        }
        if (least == Long.MAX_VALUE) {
            job.finish(out);
        }
        if (emitted) {
            out.flush();
        }
    }
}
