package dev.freshet.bench.job;

import java.util.function.LongSupplier;

/**
 * One source instance's share of a job's events, in order. Events are dealt out in stripes of {@value #STRIPE}: instance
 * <i>s</i> of <i>S</i> has stripes <i>s</i>, <i>s + S</i>, … So all instances come forward in event time alike, and the
 * events are the same however many instances there are. Not thread-safe; each instance has a copy of the texts.
 */
public final class Feed {
    /** Events in a stripe. */
    public static final int STRIPE = 4096;

    private final EventPool pool;
    private final byte[] data;
    private final int instance;
    private final int instances;
    private final long events;
    private final Pacing pacing;
    private final LongSupplier clock;
    private final long size;
    private long next;

    /**
     * @param instance which share this is, from 0
     * @param instances how many shares there are
     * @param events how many events there are in all shares
     * @param clock epoch ms; asked only where events come at a rate
     */
    public Feed(EventPool pool, int instance, int instances, long events, Pacing pacing, LongSupplier clock) {
        if (instance < 0 || instance >= instances) {
            throw new IllegalArgumentException("there is no share " + instance + " of " + instances);
        }
        this.pool = pool;
        this.data = pool.copyOfData();
        this.instance = instance;
        this.instances = instances;
        this.events = events;
        this.pacing = pacing;
        this.clock = clock;
        this.size = size();
    }

    /** How many events the share has. */
    public long length() {
        return size;
    }

    /** The place in the share of the next event to be taken. */
    public long position() {
        return next;
    }

    /** Goes on from another place in the share. */
    public void seek(long position) {
        next = position;
    }

    public boolean finished() {
        return next >= size;
    }

    /** Shows the next events, at most so many; none if none has come into being, or all were taken. Returns their number. */
    public int next(Block into, int most) {
        long event = event(next);
        int record = (int) (event % pool.records());
        int count = (int) Math.min(Math.min(most, run(event)), Math.min(size - next, due(event)));
        for (int i = 0; i < count; i++) {
            pool.patch(data, record + i, event + i, pacing.timeMs(event + i, pool));
        }
        into.show(data, pool.offsets(), record, Math.max(0, count), next);
        next += Math.max(0, count);
        return Math.max(0, count);
    }

    /** When the event at a place of the share comes into being, epoch ms, leaving disorder aside. */
    public long timeMs(long position) {
        return pacing.timeMs(event(position), pool);
    }

    private long due(long event) {
        return pacing.perSecond() == 0 ? Long.MAX_VALUE : pacing.due(clock.getAsLong()) - event;
    }

    /** How many events from this one on lie behind each other in the pool and in the share. */
    private long run(long event) {
        return instances == 1 ? pool.records() - event % pool.records() : STRIPE - event % STRIPE;
    }

    private long event(long position) {
        return (position / STRIPE * instances + instance) * STRIPE + position % STRIPE;
    }

    private long size() {
        long whole = events / ((long) STRIPE * instances);
        long rest = events % ((long) STRIPE * instances) - (long) instance * STRIPE;
        return whole * STRIPE + Math.max(0, Math.min(STRIPE, rest));
    }
}
