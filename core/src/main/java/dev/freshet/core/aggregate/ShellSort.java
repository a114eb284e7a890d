package dev.freshet.core.aggregate;

/** Sorts numbers of entries by what they stand for, in place and without boxing: Shell's sort with Ciura's gaps (2001). */
public final class ShellSort {
    private static final int[] GAPS = {701, 301, 132, 57, 23, 10, 4, 1};

    private ShellSort() {}

    /** Compares two entries. */
    @FunctionalInterface
    public interface EntryOrder {
        int compare(int a, int b);
    }

    /** Sorts the first {@code count} entries; those that compare equal come in any order. */
    public static void sort(int[] entries, int count, EntryOrder order) {
        int gap = GAPS[0];
        while (gap < count / 3) {
            gap = gap * 9 / 4;
        }
        for (; gap > GAPS[0]; gap = Math.max(GAPS[0], gap * 4 / 9)) {
            pass(entries, count, gap, order);
        }
        for (int small : GAPS) {
            pass(entries, count, small, order);
        }
    }

    private static void pass(int[] entries, int count, int gap, EntryOrder order) {
        for (int i = gap; i < count; i++) {
            int entry = entries[i];
            int at = i;
            for (; at >= gap && order.compare(entries[at - gap], entry) > 0; at -= gap) {
                entries[at] = entries[at - gap];
            }
            entries[at] = entry;
        }
    }
}
