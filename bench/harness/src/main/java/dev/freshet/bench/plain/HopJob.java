package dev.freshet.bench.plain;

import dev.freshet.bench.job.JobParameters;
import dev.freshet.bench.sink.ResultSink;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.decode.Decoder;
import java.util.Arrays;

/**
 * Hopping windows by arrays over page numbers. Threads only collect a pane's events; whoever is last puts a pane in: counts
 * and sums (which are exact) are added and taken away again, the largest is sought anew only when the pane that had it goes,
 * and users are counted exactly ({@link RecentPairs}).
 */
final class HopJob implements PlainJob<PaneEvents> {
    private final long slideMs;
    private final int slots;
    private final long[] counts;
    private final double[] sums;
    private final double[] largest;
    private final int[] users;
    /** By page and slot: the slot's largest; null where the page has never been seen. */
    private final double[][] slotLargest;
    /** The panes that the window has, by slot. */
    private final PaneEvents[] panes;

    private final RecentPairs pairs;
    private long nextEndMs = Long.MIN_VALUE;
    private long eventsInWindow;

    HopJob(JobParameters parameters) {
        int keys = parameters.keys();
        slideMs = parameters.slideMs();
        slots = (int) (parameters.windowMs() / slideMs);
        counts = new long[keys];
        sums = new double[keys];
        largest = new double[keys];
        users = new int[keys];
        slotLargest = new double[keys][];
        panes = new PaneEvents[slots];
        pairs = new RecentPairs(slots);
        for (int slot = 0; slot < slots; slot++) {
            panes[slot] = new PaneEvents();
        }
    }

    @Override
    public Decoder decoder() {
        return PlainDecoder.of("user", "page", "value");
    }

    @Override
    public PaneEvents pane() {
        return new PaneEvents();
    }

    @Override
    public void add(Batch batch, int row, PaneEvents to) {
        to.add(
                Pages.number(batch, 1, row),
                Pages.number(batch, 0, row),
                batch.doubles(2).get(row));
    }

    @Override
    public void merge(PaneEvents into, PaneEvents other) {
        into.addAll(other);
    }

    @Override
    public void emit(long endMs, PaneEvents pane, ResultSink out) {
        nextEndMs = nextEndMs == Long.MIN_VALUE ? endMs : nextEndMs;
        while (nextEndMs < endMs) {
            step(new PaneEvents(), out);
        }
        step(pane, out);
    }

    @Override
    public void finish(ResultSink out) {
        while (eventsInWindow > 0) {
            step(new PaneEvents(), out);
        }
    }

    /** The window goes on by one slide. */
    private void step(PaneEvents pane, ResultSink out) {
        long number = nextEndMs / slideMs;
        int slot = (int) (number % slots);
        leave(panes[slot], slot, number - slots);
        panes[slot] = pane;
        enter(pane, slot, number);
        eventsInWindow += pane.size();
        if (eventsInWindow > 0) {
            rows(out);
        }
        nextEndMs += slideMs;
    }

    private void leave(PaneEvents pane, int slot, long number) {
        for (int i = 0; i < pane.size(); i++) {
            int page = pane.page(i);
            counts[page]--;
            sums[page] -= pane.value(i);
            if (pairs.leaves(pane.pair(i), number)) {
                users[page]--;
            }
            if (slotLargest[page][slot] != Double.NEGATIVE_INFINITY) {
                forget(page, slot);
            }
        }
        eventsInWindow -= pane.size();
    }

    private void forget(int page, int slot) {
        double[] of = slotLargest[page];
        double gone = of[slot];
        of[slot] = Double.NEGATIVE_INFINITY;
        if (gone == largest[page]) {
            double most = Double.NEGATIVE_INFINITY;
            for (double each : of) {
                most = Math.max(most, each);
            }
            largest[page] = most;
        }
    }

    private void enter(PaneEvents pane, int slot, long number) {
        for (int i = 0; i < pane.size(); i++) {
            int page = pane.page(i);
            double value = pane.value(i);
            double[] of = slotLargest[page];
            if (of == null) {
                of = new double[slots];
                Arrays.fill(of, Double.NEGATIVE_INFINITY);
                slotLargest[page] = of;
                largest[page] = Double.NEGATIVE_INFINITY;
            }
            counts[page]++;
            sums[page] += value;
            of[slot] = Math.max(of[slot], value);
            largest[page] = Math.max(largest[page], value);
            if (pairs.enters(pane.pair(i), number)) {
                users[page]++;
            }
        }
    }

    private void rows(ResultSink out) {
        for (int page = 0; page < counts.length; page++) {
            if (counts[page] > 0) {
                out.hop(
                        nextEndMs,
                        Pages.text(page),
                        counts[page],
                        sums[page] / counts[page],
                        largest[page],
                        users[page]);
            }
        }
    }
}
