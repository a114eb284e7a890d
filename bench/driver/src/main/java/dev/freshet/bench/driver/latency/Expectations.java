package dev.freshet.bench.driver.latency;

import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.job.EventFields;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobParameters;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has to come out, known from what is sent: of each window the counts of some pages, and the moment from which its result
 * can be known. Fed by one thread.
 *
 * <p>A window [start, end) is complete when in each partition an event of a time of at least end + disorder has come into
 * being: the watermark is past its end then, whoever keeps it. The last of these events completes the window.
 */
final class Expectations {
    /** A complete window. */
    record Due(long startMs, long endMs, long completedMs, String[] pages, long[] counts) {}

    /** Takes complete windows. */
    @FunctionalInterface
    interface Taker {
        void take(Due due);
    }

    private final boolean viewsOnly;
    private final long windowMs;
    private final long slideMs;
    private final long disorderMs;
    private final String[] pages;
    /** By page: its place among the sampled ones; -1 for others. */
    private final int[] sampled;
    /** Counts by the pane's end. */
    private final TreeMap<Long, long[]> panes = new TreeMap<>();
    /** By partition: the greatest time, and the end up to which windows are complete there. */
    private final long[] newestMs;

    private final long[] passedMs;
    private final Taker taker;
    private long nextEndMs;

    Expectations(RunSpec spec, int samples, long startMs, Taker taker) {
        JobParameters parameters = spec.parameters();
        this.viewsOnly = spec.job() == JobName.VIEWS;
        this.windowMs = parameters.windowMs();
        this.slideMs = parameters.slideMs();
        this.disorderMs = parameters.disorderMs();
        this.taker = taker;
        this.sampled = new int[parameters.keys()];
        Arrays.fill(sampled, -1);
        int count = Math.min(samples, parameters.keys());
        this.pages = new String[count];
        for (int i = 0; i < count; i++) {
            int page = (int) ((long) i * parameters.keys() / count);
            sampled[page] = i;
            pages[i] = EventFields.pageText(page);
        }
        this.newestMs = new long[spec.parallelism()];
        this.passedMs = new long[spec.parallelism()];
        this.nextEndMs = paneEnd(startMs - disorderMs);
        Arrays.fill(passedMs, nextEndMs - slideMs);
    }

    /** An event that came into being at a time, in the partition's order. */
    void sent(int partition, byte[] data, int from, long createdMs) {
        long timeMs = EventFields.timeMs(data, from);
        if (!viewsOnly || EventFields.isView(data, from)) {
            int place = sampled[EventFields.page(data, from)];
            if (place >= 0) {
                panes.computeIfAbsent(paneEnd(timeMs), end -> new long[pages.length])[place]++;
            }
        }
        if (timeMs > newestMs[partition]) {
            newestMs[partition] = timeMs;
            long passed = paneEnd(timeMs - disorderMs) - slideMs;
            if (passed > passedMs[partition]) {
                passedMs[partition] = passed;
                complete(createdMs);
            }
        }
    }

    private void complete(long createdMs) {
        long all = Arrays.stream(passedMs).min().orElseThrow();
        for (; nextEndMs <= all; nextEndMs += slideMs) {
            long[] counts = new long[pages.length];
            for (Map.Entry<Long, long[]> pane :
                    panes.subMap(nextEndMs - windowMs, false, nextEndMs, true).entrySet()) {
                for (int i = 0; i < counts.length; i++) {
                    counts[i] += pane.getValue()[i];
                }
            }
            taker.take(new Due(nextEndMs - windowMs, nextEndMs, createdMs, pages, counts));
            panes.headMap(nextEndMs - windowMs + slideMs, true).clear();
        }
    }

    /** The end of the pane that a time is in; of the pane behind it if the time is its start. */
    private long paneEnd(long timeMs) {
        return Math.floorDiv(timeMs, slideMs) * slideMs + slideMs;
    }
}
