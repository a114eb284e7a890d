package dev.freshet.topologies.network;

/**
 * When the i-th event of a day-and-night load happens. The load swings by half around its mean, {@code rate(t) = mean · (1
 * - cos(2π (t - 04:00) / day) / 2)}, the least at 04:00 UTC and the most at 16:00; the moment is where the integral of the load
 * reaches i. It is found by Newton's method for every {@link #BLOCK}-th event and lies on a straight line between.
 */
final class DiurnalTime {
    private static final int BLOCK = 1024;
    private static final double DAY_S = 86_400;
    private static final double SWING = 0.5;
    private static final double QUIETEST_S = 4 * 3600;

    private final double rate;
    private final long startMs;
    private final double startS;
    private long block = -1;
    private double blockS;
    private double blockEndS;

    DiurnalTime(double rate, long startMs) {
        this.rate = rate;
        this.startMs = startMs;
        this.startS = Math.floorMod(startMs, (long) (DAY_S * 1000)) / 1000.0;
    }

    /** The event time of an event, epoch ms; never falls as the index rises. */
    long eventTimeMs(long index) {
        long wanted = index / BLOCK;
        if (wanted != block) {
            blockS = elapsedS((double) wanted * BLOCK);
            blockEndS = elapsedS((wanted + 1.0) * BLOCK);
            block = wanted;
        }
        double s = blockS + (blockEndS - blockS) * (index % BLOCK) / BLOCK;
        return startMs + (long) (s * 1000);
    }

    private double elapsedS(double events) {
        double s = events / rate;
        for (int i = 0; i < 20; i++) {
            double error = expected(s) - events;
            double step = error / load(s);
            s -= step;
            if (Math.abs(step) < 1e-9) {
                break;
            }
        }
        return Math.max(0, s);
    }

    /** How many events there are in the first {@code s} seconds. */
    private double expected(double s) {
        return rate * (s - SWING * DAY_S / (2 * Math.PI) * (Math.sin(phase(s)) - Math.sin(phase(0))));
    }

    private double load(double s) {
        return rate * (1 - SWING * Math.cos(phase(s)));
    }

    private double phase(double s) {
        return 2 * Math.PI * (startS + s - QUIETEST_S) / DAY_S;
    }
}
