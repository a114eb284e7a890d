package dev.freshet.topologies.links;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/** What is known of one interface. Faults that begin or end are told to a {@link FaultLog}. */
final class Link {
    static final long MINUTE_MS = 60_000;

    private static final double GONE = 0.1;
    private static final double BACK = 0.5;
    private static final double FINE = 0.9;
    private static final double LOSSY = 0.001;
    private static final int ALONE_SAMPLES = 3;
    private static final int GONE_SAMPLES = 2;
    private static final int BAD_MINUTES = 2;
    private static final int GIVE_UP_MINUTES = 30;
    private static final long STALE_MS = 15 * MINUTE_MS;
    private static final int RECENT = 3;
    private static final int DIPS = 3;
    private static final long FLAP_MS = 10 * MINUTE_MS;

    final Direction in = new Direction();
    final Direction out = new Direction();
    final Outage down = new Outage();
    final Outage flap = new Outage();
    final Outage lopsided = new Outage();
    final Outage degraded = new Outage();
    private final double[] recent = new double[RECENT];
    private final long[] dips = {Direction.NEVER, Direction.NEVER, Direction.NEVER};
    private final int[] alone = new int[2];
    private final int[] lowMinutes = new int[2];
    private double speed;
    private int samples;
    private double packets;
    private double lost;
    private boolean isLow;
    private int gone;
    private boolean isInward;
    private int lossyMinutes;
    private int heldMinutes;
    private int recents;

    void sample(TelemetryRow row, long timeMs, FaultLog log) {
        speed = row.speed() > 0 ? row.speed() : speed;
        in.take(row.inBps(), timeMs, speed);
        out.take(row.outBps(), timeMs, speed);
        samples++;
        packets += row.packets();
        lost += row.lost();
        recent[recents++ % RECENT] = row.inBps() + row.outBps();
        isLow |= in.isLow(speed) || out.isLow(speed);
        goneOrBack(timeMs, log);
        onOneSide(timeMs, log);
    }

    private void goneOrBack(long timeMs, FaultLog log) {
        boolean inCarries = in.carries(speed);
        boolean outCarries = out.carries(speed);
        boolean isGone =
                (inCarries || outCarries) && (!inCarries || in.below(GONE)) && (!outCarries || out.below(GONE));
        gone = isGone ? gone + 1 : 0;
        if (gone == 1) {
            dip(timeMs, log);
        }
        if (gone == GONE_SAMPLES && !down.isOpen()) {
            down.open(fallSinceMs(timeMs));
            log.begins(this, "down", down.sinceMs(), levels(in.value(), out.value()), true);
        }
        boolean isBack = inCarries && !in.below(BACK) || outCarries && !out.below(BACK);
        if (down.isOpen() && down.endsWith(isBack, timeMs)) {
            log.ends("down", down.sinceMs(), down.goodSinceMs(), levels(in.value(), out.value()));
            relearns(down.goodSinceMs() - down.sinceMs());
            down.close();
        }
    }

    /** Where it fell too slowly to see when that began, it is this sample. */
    private long fallSinceMs(long timeMs) {
        long ofIn = in.fallSinceMs() == Direction.NEVER ? timeMs : in.fallSinceMs();
        long ofOut = out.fallSinceMs() == Direction.NEVER ? timeMs : out.fallSinceMs();
        return Math.min(ofIn, ofOut);
    }

    /** What was usual before a long fault may not be so behind it. */
    private void relearns(long lastedMs) {
        if (lastedMs >= STALE_MS) {
            in.forget(in.value());
            out.forget(out.value());
        }
    }

    private void dip(long timeMs, FaultLog log) {
        dips[0] = dips[1];
        dips[1] = dips[2];
        dips[2] = timeMs;
        if (!flap.isOpen() && dips[0] != Direction.NEVER && dips[0] > timeMs - FLAP_MS) {
            flap.open(dips[0]);
            log.begins(this, "flap", dips[0], DIPS + " falls within 10 minutes", false);
        }
    }

    private void onOneSide(long timeMs, FaultLog log) {
        boolean both = in.carries(speed) && out.carries(speed);
        alone[0] = both && in.below(GONE) && !out.below(BACK) ? alone[0] + 1 : 0;
        alone[1] = both && out.below(GONE) && !in.below(BACK) ? alone[1] + 1 : 0;
        for (int side = 0; side < 2 && !lopsided.isOpen(); side++) {
            if (alone[side] == ALONE_SAMPLES) {
                isInward = side == 0;
                long fell = (isInward ? in : out).fallSinceMs();
                lopsided.open(fell == Direction.NEVER ? timeMs : fell);
                log.begins(this, "asymmetric", lopsided.sinceMs(), levels(in.value(), out.value()), true);
            }
        }
        if (lopsided.isOpen() && lopsided.endsWith(!(isInward ? in : out).below(BACK), timeMs)) {
            log.ends("asymmetric", lopsided.sinceMs(), lopsided.goodSinceMs(), levels(in.value(), out.value()));
            relearns(lopsided.goodSinceMs() - lopsided.sinceMs());
            lopsided.close();
        }
    }

    /** Tells a minute's faults and its health, where there were samples. */
    void minuteEnds(long startMs, DeviceMinute device, FaultLog log) {
        if (samples == 0) {
            return;
        }
        double inMean = in.mean(samples);
        double outMean = out.mean(samples);
        double sent = MINUTE_MS / 1_000 * packets / samples;
        double share = sent > 0 ? lost / sent : lost > 0 ? 1 : 0;
        degrades(startMs, inMean, outMean, share, device, log);
        if (flap.isOpen() && dips[2] <= startMs + MINUTE_MS - FLAP_MS) {
            log.ends("flap", flap.sinceMs(), dips[2], "no fall within 10 minutes");
            flap.close();
        }
        learns(startMs, inMean, outMean, share, log);
        log.health(Health.of(this, inMean, outMean, share));
        in.nextMinute(samples, startMs);
        out.nextMinute(samples, startMs);
        samples = 0;
        packets = 0;
        lost = 0;
        isLow = false;
    }

    private void degrades(
            long startMs, double inMean, double outMean, double share, DeviceMinute device, FaultLog log) {
        lowMinutes[0] = isLow(in) && device.stands(this, inMean / in.usual()) ? lowMinutes[0] + 1 : 0;
        lowMinutes[1] = isLow(out) && device.stands(this, outMean / out.usual()) ? lowMinutes[1] + 1 : 0;
        lossyMinutes = share >= LOSSY ? lossyMinutes + 1 : 0;
        if (degraded.isOpen()) {
            boolean fine = share < LOSSY
                    && !(in.matters(speed) && inMean < FINE * in.usual())
                    && !(out.matters(speed) && outMean < FINE * out.usual());
            if (degraded.endsWith(fine, startMs)) {
                log.ends(
                        "degraded",
                        degraded.sinceMs(),
                        degraded.goodSinceMs(),
                        levels(inMean, outMean) + " " + losses(share));
                degraded.close();
            }
        } else if (lossyMinutes >= BAD_MINUTES) {
            degraded.open(startMs - (lossyMinutes - 1) * MINUTE_MS);
            log.begins(this, "degraded", degraded.sinceMs(), losses(share), true);
        } else if (Math.max(lowMinutes[0], lowMinutes[1]) >= BAD_MINUTES) {
            degraded.open(startMs - (Math.max(lowMinutes[0], lowMinutes[1]) - 1) * MINUTE_MS);
            log.begins(this, "degraded", degraded.sinceMs(), levels(inMean, outMean), true);
        }
    }

    private boolean isLow(Direction of) {
        return tells() && of.matters(speed) && of.mean(samples) < of.floor();
    }

    /** Whether it can say how the minute was. */
    boolean tells() {
        return samples > 0 && !down.isOpen() && !lopsided.isOpen() && (in.matters(speed) || out.matters(speed));
    }

    /** What it carried in the minute as a share of what is usual, in the worse direction. */
    double ratio() {
        double ofIn = in.matters(speed) ? in.mean(samples) / in.usual() : Double.POSITIVE_INFINITY;
        double ofOut = out.matters(speed) ? out.mean(samples) / out.usual() : Double.POSITIVE_INFINITY;
        return Math.min(ofIn, ofOut);
    }

    /** By how many bits per second it is below what is usual, where it is low, in the worse direction. */
    double loss() {
        double ofIn = isLow(in) ? in.usual() - in.mean(samples) : 0;
        double ofOut = isLow(out) ? out.usual() - out.mean(samples) : 0;
        return Math.max(ofIn, ofOut);
    }

    private void learns(long startMs, double inMean, double outMean, double share, FaultLog log) {
        if (down.isOpen() || lopsided.isOpen() || flap.isOpen()) {
            return;
        }
        if (!isLow) {
            heldMinutes = 0;
            in.add(inMean);
            out.add(outMean);
        } else if (++heldMinutes >= GIVE_UP_MINUTES) {
            heldMinutes = 0;
            in.forget(inMean);
            out.forget(outMean);
            if (degraded.isOpen() && share < LOSSY) {
                log.ends("degraded", degraded.sinceMs(), startMs + MINUTE_MS, "taken as usual");
                degraded.close();
            }
        }
    }

    private String levels(double inNow, double outNow) {
        return "in " + Math.round(in.usual()) + " to " + Math.round(inNow) + " out " + Math.round(out.usual()) + " to "
                + Math.round(outNow) + " b/s";
    }

    private static String losses(double share) {
        return "lost " + Math.round(share * 1_000_000) + " of a million packets";
    }

    double speed() {
        return speed;
    }

    /** How much more or less it carried in its last samples than is usual, as a share; NaN where that cannot be said. */
    double change() {
        double usual = in.usual() + out.usual();
        if (down.isOpen() || !in.known() || recents < RECENT || usual < 0.01 * speed || usual <= 0) {
            return Double.NaN;
        }
        return (recent[0] + recent[1] + recent[2]) / RECENT / usual - 1;
    }

    void write(StateOutput to) {
        in.write(to);
        out.write(to);
        for (Outage outage : new Outage[] {down, flap, lopsided, degraded}) {
            outage.write(to);
        }
        for (double total : recent) {
            Direction.putDouble(to, total);
        }
        for (long dip : dips) {
            to.putLong(dip);
        }
        Direction.putDouble(to, speed);
        Direction.putDouble(to, packets);
        Direction.putDouble(to, lost);
        for (int number : new int[] {
            alone[0],
            alone[1],
            lowMinutes[0],
            lowMinutes[1],
            samples,
            isLow ? 1 : 0,
            gone,
            isInward ? 1 : 0,
            lossyMinutes,
            heldMinutes,
            recents
        }) {
            to.putLong(number);
        }
    }

    void read(StateInput from) {
        in.read(from);
        out.read(from);
        for (Outage outage : new Outage[] {down, flap, lopsided, degraded}) {
            outage.read(from);
        }
        for (int i = 0; i < RECENT; i++) {
            recent[i] = Direction.getDouble(from);
        }
        for (int i = 0; i < DIPS; i++) {
            dips[i] = from.getLong();
        }
        speed = Direction.getDouble(from);
        packets = Direction.getDouble(from);
        lost = Direction.getDouble(from);
        alone[0] = (int) from.getLong();
        alone[1] = (int) from.getLong();
        lowMinutes[0] = (int) from.getLong();
        lowMinutes[1] = (int) from.getLong();
        samples = (int) from.getLong();
        isLow = from.getLong() != 0;
        gone = (int) from.getLong();
        isInward = from.getLong() != 0;
        lossyMinutes = (int) from.getLong();
        heldMinutes = (int) from.getLong();
        recents = (int) from.getLong();
    }
}
