package dev.freshet.topologies.road;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.Arrays;

/**
 * How many cars report in each segment in each minute, and how fast they are: the present minute and the five before it, in
 * rings of six. Minutes are those of reports, which come in order.
 */
final class Congestion {
    private static final int RING = 6;
    private static final long NEVER = Long.MIN_VALUE;

    private long[] minutes = {};
    private long[] speeds = {};
    private int[] reports = {};
    private int[] cars = {};
    private long minute = NEVER;
    private final PairSet seen = new PairSet();

    void add(long ofMinute, int segment, long vid, long speed) {
        if (ofMinute != minute) {
            minute = ofMinute;
            seen.clear();
        }
        int at = segment * RING + (int) Math.floorMod(ofMinute, (long) RING);
        if (at >= minutes.length) {
            grow((segment + 1) * RING);
        }
        if (minutes[at] != ofMinute) {
            minutes[at] = ofMinute;
            speeds[at] = 0;
            reports[at] = 0;
            cars[at] = 0;
        }
        speeds[at] += speed;
        reports[at]++;
        if (seen.add(vid, segment)) {
            cars[at]++;
        }
    }

    private void grow(int least) {
        int before = minutes.length;
        int capacity = Math.max(least, 2 * before);
        minutes = Arrays.copyOf(minutes, capacity);
        Arrays.fill(minutes, before, capacity, NEVER);
        speeds = Arrays.copyOf(speeds, capacity);
        reports = Arrays.copyOf(reports, capacity);
        cars = Arrays.copyOf(cars, capacity);
    }

    /** How many different cars reported in a segment in a minute that is not further back than five. */
    int cars(int segment, long ofMinute) {
        int at = at(segment, ofMinute);
        return at < 0 ? 0 : cars[at];
    }

    /** The mean of all speeds in the five minutes before this one, rounded half up; 0 without any. */
    long meanSpeed(int segment, long before) {
        long sum = 0;
        long count = 0;
        for (long of = before - 5; of < before; of++) {
            int at = at(segment, of);
            if (at >= 0) {
                sum += speeds[at];
                count += reports[at];
            }
        }
        return count == 0 ? 0 : Math.floorDiv(2 * sum + count, 2 * count);
    }

    private int at(int segment, long ofMinute) {
        int at = segment * RING + (int) Math.floorMod(ofMinute, (long) RING);
        return at < minutes.length && minutes[at] == ofMinute ? at : -1;
    }

    long sizeBytes() {
        return 24L * minutes.length + seen.sizeBytes();
    }

    void write(StateOutput to) {
        to.putUnsigned(minutes.length);
        for (int at = 0; at < minutes.length; at++) {
            to.putFixed(minutes[at]);
            to.putLong(speeds[at]);
            to.putUnsigned(reports[at]);
            to.putUnsigned(cars[at]);
        }
        to.putFixed(minute);
        seen.write(to);
    }

    void read(StateInput from) {
        grow((int) from.getUnsigned());
        for (int at = 0; at < minutes.length; at++) {
            minutes[at] = from.getFixed();
            speeds[at] = from.getLong();
            reports[at] = (int) from.getUnsigned();
            cars[at] = (int) from.getUnsigned();
        }
        minute = from.getFixed();
        seen.read(from);
    }
}
