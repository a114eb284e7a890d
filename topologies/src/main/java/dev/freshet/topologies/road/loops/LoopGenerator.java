package dev.freshet.topologies.road.loops;

import dev.freshet.spouts.generator.EventGenerator;
import dev.freshet.spouts.generator.RecordWriter;
import org.jspecify.annotations.Nullable;

/**
 * Readings of loop detectors as JSON: {@code ts, sensor, speed, occupancy, flow}, of {@link LoopTraffic}; one of each sensor in turn.
 * Each record is a function of settings and index alone. One in a hundred has no values, and now and then a sensor has none for hours;
 * one in two thousand is no record.
 */
public final class LoopGenerator implements EventGenerator {
    private static final long serialVersionUID = 1L;
    private static final int LANES = 4;
    private static final double CAPACITY = 7000;
    private static final long OUTAGE_STEPS = 60;
    /** The share of a mile that a car covers, over 100. */
    private static final double COVERED = 0.45;

    private final LoopSettings settings;
    private transient @Nullable LoopTraffic traffic;

    public LoopGenerator(LoopSettings settings) {
        this.settings = settings;
    }

    @Override
    public void event(long index, RecordWriter to) {
        LoopTraffic of = traffic();
        int sensor = (int) (index % settings.total());
        long step = index / settings.total();
        long timeMs = settings.startMs() + step * LoopSettings.STEP_MS;
        double fate = of.even(sensor, step, 46);
        to.ascii("{\"ts\":").number(timeMs).ascii(",\"sensor\":\"").ascii(LoopTraffic.name(sensor, settings.sensors()));
        if (fate < 0.0005) {
            to.ascii("\",\"speed\":\"n/a\"}");
            return;
        }
        boolean out = of.even(sensor, step / OUTAGE_STEPS, 47) < 0.02;
        if (out || fate < 0.01) {
            to.ascii("\",\"speed\":null,\"occupancy\":null,\"flow\":null}");
            return;
        }
        double speed = of.speed(sensor, timeMs);
        double demand = 0.25 + 0.75 * Math.min(1, of.even(sensor, step, 48) * 0.2 + 0.8 * demand(timeMs));
        double flow = CAPACITY * Math.min(demand, speed > 45 ? 1 : 0.5 + speed / 90);
        tenths(to.ascii("\",\"speed\":"), speed);
        tenths(to.ascii(",\"occupancy\":"), flow / speed / LANES * COVERED);
        to.ascii(",\"flow\":").number(Math.round(flow)).put('}');
    }

    /** From 0 at night to 1 in the afternoon. */
    private static double demand(long timeMs) {
        double hour = Math.floorMod(timeMs, 86_400_000L) / 3_600_000.0;
        return 0.5 - 0.5 * Math.cos((hour - 3) / 12 * Math.PI);
    }

    private static void tenths(RecordWriter to, double value) {
        long tenths = Math.round(10 * value);
        to.number(tenths / 10).put('.').put((char) ('0' + tenths % 10));
    }

    private LoopTraffic traffic() {
        LoopTraffic have = traffic;
        if (have == null) {
            have = new LoopTraffic(settings);
            traffic = have;
        }
        return have;
    }
}
