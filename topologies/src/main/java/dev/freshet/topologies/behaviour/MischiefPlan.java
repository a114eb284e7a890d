package dev.freshet.topologies.behaviour;

import dev.freshet.topologies.network.Mix;
import java.io.Serializable;

/**
 * Who is up to no good, a function of the settings alone. In each hour but the first, one client scans for a minute, and sends much away within
 * a minute a quarter of an hour later; another sends a beacon every 30 seconds for half an hour, and much away in the last minute of it.
 */
public final class MischiefPlan implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;

    /** The time between two beacons. */
    static final long BEAT_MS = 30_000;

    private final BehaviourSettings settings;

    public MischiefPlan(BehaviourSettings settings) {
        this.settings = settings;
    }

    /** Which hour since the first record a time is in. */
    public long hour(long timeMs) {
        return Math.floorDiv(timeMs - settings.startMs(), HOUR_MS);
    }

    /** The number of the client that scans in an hour. */
    public int scanner(long hour) {
        return (int) ((Mix.of(settings.seed(), hour, 71) >>> 1) % settings.clients());
    }

    /** The number of the client that sends beacons in an hour. */
    public int beaconer(long hour) {
        return (int) ((scanner(hour) + 1 + (Mix.of(settings.seed(), hour, 72) >>> 1) % (settings.clients() - 1))
                % settings.clients());
    }

    /** When the minute of the scan begins. */
    public long scanStartMs(long hour) {
        return settings.startMs() + hour * HOUR_MS + (10 + (Mix.of(settings.seed(), hour, 73) >>> 1) % 20) * MINUTE_MS;
    }

    /** When beacons begin. */
    public long beaconStartMs(long hour) {
        return settings.startMs() + hour * HOUR_MS + (5 + (Mix.of(settings.seed(), hour, 74) >>> 1) % 20) * MINUTE_MS;
    }

    boolean scans(long timeMs) {
        return hour(timeMs) > 0 && within(timeMs, scanStartMs(hour(timeMs)), MINUTE_MS);
    }

    boolean scannerLeaks(long timeMs) {
        return hour(timeMs) > 0 && within(timeMs, scanStartMs(hour(timeMs)) + 15 * MINUTE_MS, MINUTE_MS);
    }

    boolean beacons(long timeMs) {
        return hour(timeMs) > 0 && within(timeMs, beaconStartMs(hour(timeMs)), 30 * MINUTE_MS);
    }

    boolean beaconerLeaks(long timeMs) {
        return hour(timeMs) > 0 && within(timeMs, beaconStartMs(hour(timeMs)) + 29 * MINUTE_MS, MINUTE_MS);
    }

    /** The address of a client. */
    public static String client(int number) {
        return "10." + number / 60_000 + "." + number / 240 % 250 + "." + (1 + number % 240);
    }

    private static boolean within(long timeMs, long startMs, long lengthMs) {
        return timeMs >= startMs && timeMs < startMs + lengthMs;
    }
}
