package dev.freshet.core.window;

import dev.freshet.core.batch.Batch;
import java.util.Arrays;

/**
 * Groups a batch's rows by pane and by the first window that takes them: a hash table of the pairs and a counting sort, O(1)
 * a row. Nearly every batch has one group or a few.
 */
final class PaneGroups {
    private static final int MIN_INDEX = 64;

    private int[] index = new int[MIN_INDEX];
    private long[] panes = new long[16];
    private long[] firstEnds = new long[16];
    private int[] sizes = new int[16];
    private int[] groupOf = new int[0];
    private int count;
    private int rows;

    /** Forgets the groups, and makes room for this many rows. */
    void begin(int maxRows) {
        // The index has at least twice as many places as groups.
        int places = Math.max(MIN_INDEX, Integer.highestOneBit(Math.max(1, 2 * maxRows)) << 1);
        if (count > 0) {
            Arrays.fill(index, 0);
        }
        if (index.length < places) {
            index = new int[places];
        }
        if (groupOf.length < maxRows) {
            groupOf = new int[maxRows];
        }
        count = 0;
        rows = 0;
    }

    /** Adds the next row. */
    void add(long pane, long firstEnd) {
        int last = count - 1;
        int group = last >= 0 && panes[last] == pane && firstEnds[last] == firstEnd ? last : find(pane, firstEnd);
        groupOf[rows++] = group;
        sizes[group]++;
    }

    /** How many groups there are. */
    int count() {
        return count;
    }

    long pane(int group) {
        return panes[group];
    }

    /** The end of the first window that takes the group's rows. */
    long firstEnd(int group) {
        return firstEnds[group];
    }

    /** The rows of each group, which are the batch's selected rows in the order in which they were added. */
    Batch[] split(Batch batch) {
        if (count == 1) {
            return new Batch[] {batch};
        }
        int[][] selections = new int[count][];
        for (int group = 0; group < count; group++) {
            selections[group] = new int[sizes[group]];
        }
        int[] filled = new int[count];
        for (int i = 0; i < rows; i++) {
            int group = groupOf[i];
            selections[group][filled[group]++] = batch.row(i);
        }
        Batch[] parts = new Batch[count];
        for (int group = 0; group < count; group++) {
            parts[group] = batch.select(selections[group], sizes[group]);
        }
        return parts;
    }

    private int find(long pane, long firstEnd) {
        int mask = index.length - 1;
        long hash = (pane * 0x9E3779B97F4A7C15L ^ firstEnd) * 0xC2B2AE3D27D4EB4FL;
        int at = (int) (hash >>> 32) & mask;
        while (index[at] != 0) {
            int group = index[at] - 1;
            if (panes[group] == pane && firstEnds[group] == firstEnd) {
                return group;
            }
            at = (at + 1) & mask;
        }
        if (count == panes.length) {
            panes = Arrays.copyOf(panes, 2 * count);
            firstEnds = Arrays.copyOf(firstEnds, 2 * count);
            sizes = Arrays.copyOf(sizes, 2 * count);
        }
        panes[count] = pane;
        firstEnds[count] = firstEnd;
        sizes[count] = 0;
        index[at] = count + 1;
        return count++;
    }
}
