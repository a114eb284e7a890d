package dev.freshet.topologies.road.loops;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.detect.StateArrays;

/** When a sensor's speed last fell from free flow, and the wave that this was part of. */
final class WaveFront implements KeyMemory {
    private static final double JAM = 0.6;
    private static final double SHARP = 0.2;
    private static final long NEVER = Long.MIN_VALUE;

    String origin = "";
    /** Of the wave: when it was at its origin, epoch ms, the origin's way, and how many sensors it has reached. */
    double originMs;

    double originWay;
    long sensors;
    /** When it fell, epoch ms; NaN where it never has. */
    double fellMs = Double.NaN;

    private double speed;
    private double free;
    private double before;
    private long readMs = NEVER;
    private long beforeMs = NEVER;

    void reads(long slotMs, double newSpeed, double newFree) {
        beforeMs = readMs;
        before = speed;
        readMs = slotMs;
        speed = newSpeed;
        free = newFree;
    }

    /** When it fell, if it did so between the slot before and this one, with even steps between; else NaN. */
    double falls(long slotMs, long stepMs) {
        double limit = JAM * free;
        boolean fell = readMs == slotMs
                && beforeMs == slotMs - stepMs
                && before >= limit
                && speed < limit
                && before - speed >= SHARP * free;
        return fell ? beforeMs + stepMs * ((before - limit) / (before - speed)) : Double.NaN;
    }

    @Override
    public void write(StateOutput to) {
        to.putText(origin);
        StateArrays.write(to, originMs, originWay, fellMs, speed, free, before);
        to.putUnsigned(sensors);
        to.putFixed(readMs);
        to.putFixed(beforeMs);
    }

    @Override
    public void read(StateInput from) {
        origin = from.getText();
        originMs = StateArrays.read(from);
        originWay = StateArrays.read(from);
        fellMs = StateArrays.read(from);
        speed = StateArrays.read(from);
        free = StateArrays.read(from);
        before = StateArrays.read(from);
        sensors = from.getUnsigned();
        readMs = from.getFixed();
        beforeMs = from.getFixed();
    }

    @Override
    public long sizeBytes() {
        return 160;
    }
}
