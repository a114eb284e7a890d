package dev.freshet.bench.plain;

import dev.freshet.bench.job.EventPool;
import dev.freshet.bench.job.JobParameters;
import dev.freshet.bench.sink.ResultSink;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.decode.Decoder;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Views and purchases of a user, by an array over users. Threads only collect a pane's events; whoever is last puts the pane
 * behind those in reach of it, and goes from each of its events back along the user's: a list that is as long as the
 * user's events in reach.
 */
final class JoinJob implements PlainJob<PairEvents> {
    private record Pane(long endMs, int size) {}

    private static final int TYPE = 1;
    private static final int VALUE = 2;

    private final long paneMs;
    private final long withinMs;
    private final PairEvents held = new PairEvents();
    private final ArrayDeque<Pane> panes = new ArrayDeque<>();
    /** How many events have been dropped: an event's number less this is its place. */
    private int dropped;
    /** By user, the number of the newest event plus one. */
    private final int[] newest = new int[EventPool.USERS];
    /** By place, the number of the user's event before it, plus one. */
    private int[] before = new int[1024];

    JoinJob(JobParameters parameters) {
        paneMs = parameters.slideMs();
        withinMs = parameters.withinMs();
    }

    @Override
    public Decoder decoder() {
        return PlainDecoder.of("user", "type", "value");
    }

    @Override
    public PairEvents pane() {
        return new PairEvents();
    }

    @Override
    public void add(Batch batch, int row, PairEvents to) {
        BytesColumn types = batch.bytes(TYPE);
        byte first = types.data()[types.start(row)];
        if (first != 'c') {
            int user = Pages.number(batch, 0, row);
            to.add(
                    user << 1 | (first == 'v' ? 1 : 0),
                    batch.eventTime(row),
                    batch.doubles(VALUE).get(row));
        }
    }

    @Override
    public void merge(PairEvents into, PairEvents other) {
        into.addAll(other);
    }

    @Override
    public void emit(long endMs, PairEvents pane, ResultSink out) {
        drop(endMs - paneMs - withinMs);
        panes.add(new Pane(endMs, pane.size()));
        int first = held.size();
        held.addAll(pane);
        if (before.length < held.size()) {
            before = Arrays.copyOf(before, 2 * held.size());
        }
        for (int at = first; at < held.size(); at++) {
            int user = held.user(at);
            before[at] = newest[user];
            newest[user] = dropped + at + 1;
            pairs(at, out);
        }
    }

    /** Forgets the panes that end by then. */
    private void drop(long untilMs) {
        int events = 0;
        while (!panes.isEmpty() && panes.peekFirst().endMs() <= untilMs) {
            events += panes.removeFirst().size();
        }
        System.arraycopy(before, events, before, 0, held.size() - events);
        held.drop(events);
        dropped += events;
    }

    private void pairs(int at, ResultSink out) {
        for (int other = before[at] - 1 - dropped; other >= 0; other = before[other] - 1 - dropped) {
            if (held.isView(other) != held.isView(at) && Math.abs(held.timeMs(other) - held.timeMs(at)) <= withinMs) {
                int view = held.isView(at) ? at : other;
                int purchase = held.isView(at) ? other : at;
                out.pair(
                        held.timeMs(view),
                        user(held.user(at)),
                        held.timeMs(purchase),
                        held.value(view),
                        held.value(purchase));
            }
        }
    }

    private static byte[] user(int number) {
        byte[] text = Pages.text(number);
        text[0] = 'u';
        return text;
    }
}
