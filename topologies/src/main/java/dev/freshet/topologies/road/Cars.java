package dev.freshet.topologies.road;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.Arrays;

/** The cars of one direction of an expressway and what each reported last, in columns behind a hash table of their numbers. */
final class Cars {
    private static final int NONE = -1;

    private int[] table = empty(64);
    private int count;
    long[] vid = new long[32];
    long[] timeS = new long[32];
    long[] position = new long[32];
    long[] pendingToll = new long[32];
    int[] segment = new int[32];
    int[] lane = new int[32];
    /** How many reports in a row had this lane and position. */
    int[] repeats = new int[32];

    private static int[] empty(int capacity) {
        int[] table = new int[capacity];
        Arrays.fill(table, NONE);
        return table;
    }

    /** The place of a car, below 0 if it is new. */
    int find(long wanted) {
        for (int at = start(wanted); table[at] != NONE; at = (at + 1) & (table.length - 1)) {
            if (vid[table[at]] == wanted) {
                return table[at];
            }
        }
        return NONE;
    }

    /** Gives a new car a place. */
    int add(long newVid) {
        if (count == vid.length) {
            grow();
        }
        vid[count] = newVid;
        enter(count);
        return count++;
    }

    private void enter(int car) {
        int at = start(vid[car]);
        while (table[at] != NONE) {
            at = (at + 1) & (table.length - 1);
        }
        table[at] = car;
    }

    private int start(long of) {
        return (int) ((of * 0x9e3779b97f4a7c15L) >>> 32) & (table.length - 1);
    }

    private void grow() {
        int capacity = 2 * count;
        vid = Arrays.copyOf(vid, capacity);
        timeS = Arrays.copyOf(timeS, capacity);
        position = Arrays.copyOf(position, capacity);
        pendingToll = Arrays.copyOf(pendingToll, capacity);
        segment = Arrays.copyOf(segment, capacity);
        lane = Arrays.copyOf(lane, capacity);
        repeats = Arrays.copyOf(repeats, capacity);
        table = empty(2 * capacity);
        for (int car = 0; car < count; car++) {
            enter(car);
        }
    }

    long sizeBytes() {
        return 44L * vid.length + 4L * table.length;
    }

    void write(StateOutput to) {
        to.putUnsigned(count);
        for (int car = 0; car < count; car++) {
            to.putLong(vid[car]);
            to.putLong(timeS[car]);
            to.putLong(position[car]);
            to.putLong(pendingToll[car]);
            to.putLong(segment[car]);
            to.putLong(lane[car]);
            to.putLong(repeats[car]);
        }
    }

    void read(StateInput from) {
        for (long left = from.getUnsigned(); left > 0; left--) {
            int car = add(from.getLong());
            timeS[car] = from.getLong();
            position[car] = from.getLong();
            pendingToll[car] = from.getLong();
            segment[car] = (int) from.getLong();
            lane[car] = (int) from.getLong();
            repeats[car] = (int) from.getLong();
        }
    }
}
