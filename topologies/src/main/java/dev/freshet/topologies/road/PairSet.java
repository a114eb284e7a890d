package dev.freshet.topologies.road;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.Arrays;

/** Which cars were seen in which segments: open addressing over two columns. */
final class PairSet {
    private static final int FREE = -1;

    private long[] vids = new long[64];
    private int[] segments = free(64);
    private int size;

    private static int[] free(int capacity) {
        int[] segments = new int[capacity];
        Arrays.fill(segments, FREE);
        return segments;
    }

    /** Adds a pair; false if it is there already. */
    boolean add(long vid, int segment) {
        int at = start(vid, segment);
        while (segments[at] != FREE) {
            if (vids[at] == vid && segments[at] == segment) {
                return false;
            }
            at = (at + 1) & (vids.length - 1);
        }
        vids[at] = vid;
        segments[at] = segment;
        if (2 * ++size > vids.length) {
            grow();
        }
        return true;
    }

    private int start(long vid, int segment) {
        return (int) (((vid << 10 ^ segment) * 0x9e3779b97f4a7c15L) >>> 32) & (vids.length - 1);
    }

    private void grow() {
        long[] oldVids = vids;
        int[] oldSegments = segments;
        vids = new long[2 * oldVids.length];
        segments = free(vids.length);
        size = 0;
        for (int at = 0; at < oldVids.length; at++) {
            if (oldSegments[at] != FREE) {
                add(oldVids[at], oldSegments[at]);
            }
        }
    }

    void clear() {
        Arrays.fill(segments, FREE);
        size = 0;
    }

    long sizeBytes() {
        return 12L * vids.length;
    }

    void write(StateOutput to) {
        to.putUnsigned(size);
        for (int at = 0; at < vids.length; at++) {
            if (segments[at] != FREE) {
                to.putLong(vids[at]);
                to.putUnsigned(segments[at]);
            }
        }
    }

    void read(StateInput from) {
        for (long left = from.getUnsigned(); left > 0; left--) {
            add(from.getLong(), (int) from.getUnsigned());
        }
    }
}
