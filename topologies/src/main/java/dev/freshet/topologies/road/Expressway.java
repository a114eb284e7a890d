package dev.freshet.topologies.road;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/**
 * Linear Road's rules for one direction of an expressway (Arasu et al., VLDB 2004), as public validators read them. Takes
 * reports in the order of time; after each its answers can be asked for. {@code docs/road.md} states the rules.
 */
final class Expressway implements KeyMemory {
    private static final int ENTRY_LANE = 0;
    private static final int EXIT_LANE = 4;
    private static final int STOPPED_REPORTS = 4;
    private static final long TRIP_GAP_S = 60;
    private static final int FREE_CARS = 50;
    private static final int FREE_SPEED = 40;

    private final Cars cars = new Cars();
    private final Congestion congestion = new Congestion();
    private final Accidents accidents = new Accidents();
    private long charged;
    private boolean entered;
    private long meanSpeed;
    private long toll;
    private int accident;

    /**
     * Takes a car's report.
     *
     * @param segment from 0
     * @param downstream 1 where cars drive to higher segments, else -1
     */
    void report(long timeS, long vid, long speed, int lane, int segment, long position, int downstream) {
        charged = 0;
        entered = false;
        accident = -1;
        int car = cars.find(vid);
        boolean known = car >= 0;
        if (known && cars.lane[car] == EXIT_LANE && lane != ENTRY_LANE) {
            return;
        }
        if (!known) {
            car = cars.add(vid);
        }
        long minute = Math.floorDiv(timeS, 60L) + 1;
        boolean trip = !known || lane == ENTRY_LANE && timeS - cars.timeS[car] > TRIP_GAP_S;
        boolean entry = trip || segment != cars.segment[car];
        stand(car, vid, known, lane, segment, position, minute);
        congestion.add(minute, segment, vid, speed);
        if (entry) {
            charged = trip ? 0 : cars.pendingToll[car];
            cars.pendingToll[car] = 0;
            if (lane != EXIT_LANE) {
                enter(segment, downstream, minute);
                cars.pendingToll[car] = toll;
            }
        }
        cars.timeS[car] = timeS;
        cars.segment[car] = segment;
        cars.lane[car] = lane;
        cars.position[car] = position;
    }

    private void stand(int car, long vid, boolean known, int lane, int segment, long position, long minute) {
        if (known && lane == cars.lane[car] && position == cars.position[car]) {
            cars.repeats[car]++;
        } else {
            if (cars.repeats[car] >= STOPPED_REPORTS) {
                accidents.moves(vid, minute);
            }
            cars.repeats[car] = 1;
        }
        if (cars.repeats[car] >= STOPPED_REPORTS) {
            accidents.stands(vid, lane, position, segment, minute);
        }
    }

    private void enter(int segment, int downstream, long minute) {
        entered = true;
        accident = accidents.ahead(segment, downstream, minute);
        meanSpeed = congestion.meanSpeed(segment, minute);
        long excess = congestion.cars(segment, minute - 1) - FREE_CARS;
        toll = excess > 0 && meanSpeed < FREE_SPEED && accident < 0 ? 2 * excess * excess : 0;
    }

    /** What the last report made due: the toll of the segment that was left. */
    long charged() {
        return charged;
    }

    /** Whether the last report is to be told of a toll. */
    boolean entered() {
        return entered;
    }

    /** The mean speed that goes with the toll. */
    long meanSpeed() {
        return meanSpeed;
    }

    /** The toll of the segment that was entered. */
    long toll() {
        return toll;
    }

    /** The segment of the accident that the last report is to be told of; below 0 for none. */
    int accident() {
        return accident;
    }

    @Override
    public void write(StateOutput to) {
        cars.write(to);
        congestion.write(to);
        accidents.write(to);
    }

    @Override
    public void read(StateInput from) {
        cars.read(from);
        congestion.read(from);
        accidents.read(from);
    }

    @Override
    public long sizeBytes() {
        return cars.sizeBytes() + congestion.sizeBytes() + accidents.sizeBytes();
    }
}
