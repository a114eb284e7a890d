package dev.freshet.bench.plain;

import java.util.Arrays;

/**
 * Which pairs of page and user are in the window: open addressing, with the number of the last pane that had the pair. A pair
 * that has left keeps its place until the table is made anew.
 */
final class RecentPairs {
    private static final long FREE = Long.MIN_VALUE;

    private final int panes;
    private long[] pairs = new long[1 << 16];
    private long[] lastPane = new long[1 << 16];
    private int used;

    /** @param panes how many the window has */
    RecentPairs(int panes) {
        this.panes = panes;
        Arrays.fill(lastPane, FREE);
    }

    /** The pair is in this pane; returns whether it was in no other of the window. */
    boolean enters(long pair, long pane) {
        int at = find(pair);
        if (lastPane[at] == FREE) {
            if (2 * ++used > pairs.length) {
                renew(pane);
                at = find(pair);
            }
            pairs[at] = pair;
        }
        boolean fresh = lastPane[at] <= pane - panes;
        lastPane[at] = pane;
        return fresh;
    }

    /** The pane leaves; returns whether the pair leaves with it, which is said once. */
    boolean leaves(long pair, long pane) {
        int at = find(pair);
        if (lastPane[at] != pane) {
            return false;
        }
        // Older than any pane, so that an event of the same pair and pane does not say it again.
        lastPane[at] = FREE + 1;
        return true;
    }

    private int find(long pair) {
        long mixed = pair * 0x9E37_79B9_7F4A_7C15L;
        int mask = pairs.length - 1;
        int at = (int) (mixed >>> 32) & mask;
        while (lastPane[at] != FREE && pairs[at] != pair) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void renew(long pane) {
        long[] oldPairs = pairs;
        long[] oldLast = lastPane;
        int living = 1;
        for (long last : oldLast) {
            living += last > pane - panes ? 1 : 0;
        }
        int size = Math.max(1 << 16, Integer.highestOneBit(living) << 2);
        pairs = new long[size];
        lastPane = new long[size];
        Arrays.fill(lastPane, FREE);
        used = living;
        for (int i = 0; i < oldPairs.length; i++) {
            if (oldLast[i] > pane - panes) {
                int at = find(oldPairs[i]);
                pairs[at] = oldPairs[i];
                lastPane[at] = oldLast[i];
            }
        }
    }
}
