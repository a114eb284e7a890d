package dev.freshet.topologies.road;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * The cars that stand, in the order in which they came to stand, and the accidents that they make: two cars at one place, one
 * accident at a time in a segment. Few stand at a time, so both are lists.
 */
final class Accidents {
    private static final long OPEN = Long.MAX_VALUE;
    private static final int UPSTREAM = 4;

    /** A car that stands. */
    private record Stopped(long vid, int lane, long position) {}

    /**
     * @param fromMinute the first minute in which it applies
     * @param untilMinute the last one; {@link #OPEN} until it is cleared
     */
    private record Accident(int segment, long first, long second, long fromMinute, long untilMinute) {
        boolean of(long vid) {
            return first == vid || second == vid;
        }
    }

    private final List<Stopped> stopped = new ArrayList<>();
    private final List<Accident> accidents = new ArrayList<>();

    /** A car that stands reports. */
    void stands(long vid, int lane, long position, int segment, long minute) {
        boolean known = false;
        Stopped other = null;
        for (Stopped car : stopped) {
            known |= car.vid == vid;
            if (other == null && car.vid != vid && car.lane == lane && car.position == position) {
                other = car;
            }
        }
        if (!known) {
            stopped.add(new Stopped(vid, lane, position));
        }
        if (other != null && accidents.stream().noneMatch(it -> it.segment == segment && it.untilMinute == OPEN)) {
            accidents.add(new Accident(segment, other.vid, vid, minute + 1, OPEN));
        }
    }

    /** A car that stood reports from elsewhere. */
    void moves(long vid, long minute) {
        stopped.removeIf(car -> car.vid == vid);
        for (int i = accidents.size() - 1; i >= 0; i--) {
            Accident it = accidents.get(i);
            if (it.untilMinute == OPEN && it.of(vid)) {
                accidents.set(i, new Accident(it.segment, it.first, it.second, it.fromMinute, minute));
            }
        }
        accidents.removeIf(it -> it.untilMinute < minute || it.untilMinute < it.fromMinute);
    }

    /**
     * The segment of the nearest accident that applies to who enters a segment; below 0 for none.
     *
     * @param downstream 1 where cars drive to higher numbers, else -1
     */
    int ahead(int segment, int downstream, long minute) {
        int nearest = UPSTREAM + 1;
        for (int i = 0; i < accidents.size(); i++) {
            Accident it = accidents.get(i);
            int distance = (it.segment - segment) * downstream;
            if (it.fromMinute <= minute && minute <= it.untilMinute && distance >= 0 && distance < nearest) {
                nearest = distance;
            }
        }
        return nearest > UPSTREAM ? -1 : segment + nearest * downstream;
    }

    long sizeBytes() {
        return 40L * stopped.size() + 56L * accidents.size();
    }

    void write(StateOutput to) {
        to.putUnsigned(stopped.size());
        for (Stopped car : stopped) {
            to.putLong(car.vid);
            to.putLong(car.lane);
            to.putLong(car.position);
        }
        to.putUnsigned(accidents.size());
        for (Accident it : accidents) {
            to.putLong(it.segment);
            to.putLong(it.first);
            to.putLong(it.second);
            to.putLong(it.fromMinute);
            to.putFixed(it.untilMinute);
        }
    }

    void read(StateInput from) {
        for (long left = from.getUnsigned(); left > 0; left--) {
            stopped.add(new Stopped(from.getLong(), (int) from.getLong(), from.getLong()));
        }
        for (long left = from.getUnsigned(); left > 0; left--) {
            accidents.add(new Accident(
                    (int) from.getLong(), from.getLong(), from.getLong(), from.getLong(), from.getFixed()));
        }
    }
}
