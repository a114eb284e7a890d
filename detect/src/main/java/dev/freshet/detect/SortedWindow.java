package dev.freshet.detect;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.Arrays;

/** The last values, in the order of their size too: quantiles are there at once; a value costs a move of half of them. */
final class SortedWindow implements KeyMemory {
    private final double[] ring;
    private final double[] sorted;
    private int size;
    private int next;

    SortedWindow(int capacity) {
        ring = new double[capacity];
        sorted = new double[capacity];
    }

    int size() {
        return size;
    }

    void add(double value) {
        if (size == ring.length) {
            if (Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(ring[next])) {
                // It takes its own place: steps between points are mostly the same.
                next = next + 1 == ring.length ? 0 : next + 1;
                return;
            }
            int gone = Arrays.binarySearch(sorted, 0, size, ring[next]);
            System.arraycopy(sorted, gone + 1, sorted, gone, size - gone - 1);
            size--;
        }
        ring[next] = value;
        next = next + 1 == ring.length ? 0 : next + 1;
        insert(value);
    }

    private void insert(double value) {
        int place = Arrays.binarySearch(sorted, 0, size, value);
        int at = place < 0 ? ~place : place;
        System.arraycopy(sorted, at, sorted, at + 1, size - at);
        sorted[at] = value;
        size++;
    }

    /** The value that a share of the window is below; there must be one. */
    double quantile(double share) {
        double place = share * (size - 1);
        int at = (int) place;
        double first = sorted[at];
        return at + 1 < size ? first + (place - at) * (sorted[at + 1] - first) : first;
    }

    double median() {
        return quantile(0.5);
    }

    @Override
    public void write(StateOutput to) {
        to.putUnsigned(size);
        for (int i = 0; i < size; i++) {
            StateArrays.write(to, ring[Math.floorMod(next - size + i, ring.length)]);
        }
    }

    @Override
    public void read(StateInput from) {
        for (long left = from.getUnsigned(); left > 0; left--) {
            add(StateArrays.read(from));
        }
    }

    @Override
    public long sizeBytes() {
        return 16L * ring.length + 64;
    }
}
