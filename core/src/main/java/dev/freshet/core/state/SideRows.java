package dev.freshet.core.state;

import java.util.Arrays;

/**
 * The rows of one side by key, each key's in the order of their times. A row that is not older than its key's others is added
 * in O(1); finding a time is O(log n). A key's only row stands in {@link #heads} itself, so that nothing is allocated for keys
 * that have one row a side. Slots of keys are those of the owner's table of keys.
 */
public final class SideRows {
    private static final int[] NONE = {};
    private static final int FIRST_ROWS = 4;

    private final RowStore store;
    /** The rows of each key that has, or had just now, more than one. */
    private int[][] lists = {};
    /** Where a key's rows begin in its list; the row itself where there is no list. */
    private int[] heads = {};

    private int[] counts = {};
    private long listBytes;

    public SideRows(RowStore store) {
        this.store = store;
    }

    public RowStore store() {
        return store;
    }

    public int count(int key) {
        return key < counts.length ? counts[key] : 0;
    }

    /** The row at a place in its key's order, from 0. */
    public int row(int key, int place) {
        return lists[key] == NONE ? heads[key] : lists[key][heads[key] + place];
    }

    /** The time of the row at a place. */
    public long time(int key, int place) {
        return store.time(row(key, place));
    }

    /** How many of the key's rows are before this time; also the place of the first that is not. */
    public int countBefore(int key, long timeMs) {
        return before(key, count(key), timeMs);
    }

    private int before(int key, int size, long timeMs) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time(key, middle) < timeMs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many of the key's rows are at or before this time. */
    public int countThrough(int key, long timeMs) {
        return timeMs == Long.MAX_VALUE ? count(key) : countBefore(key, timeMs + 1);
    }

    /** Puts a row into its key's order: behind those of its time, or where it belongs among them if ties are ordered. */
    public void insert(int key, int row) {
        growTo(key);
        int size = counts[key]++;
        if (size == 0) {
            heads[key] = row;
            return;
        }
        int place = place(key, size, row);
        makeRoom(key, size);
        int[] list = lists[key];
        int at = heads[key] + place;
        System.arraycopy(list, at, list, at + 1, size - place);
        list[at] = row;
    }

    /** The same, unless the key has this very row already, which is then forgotten; only where ties are ordered. */
    public void insertOnce(int key, int row) {
        int place = count(key) == 0 ? 0 : place(key, counts[key], row);
        boolean isThere = place > 0
                && time(key, place - 1) == store.time(row)
                && store.compareTies(row(key, place - 1), row) == 0;
        if (isThere) {
            store.remove(row);
        } else {
            insert(key, row);
        }
    }

    private int place(int key, int size, int row) {
        long timeMs = store.time(row);
        int place = time(key, size - 1) > timeMs ? before(key, size, timeMs + 1) : size;
        while (store.ordersTies()
                && place > 0
                && time(key, place - 1) == timeMs
                && store.compareTies(row(key, place - 1), row) > 0) {
            place--;
        }
        return place;
    }

    /** Forgets the key's first row. */
    public void removeFirst(int key) {
        store.remove(row(key, 0));
        counts[key]--;
        if (lists[key] == NONE) {
            return;
        }
        heads[key]++;
        if (counts[key] == 0) {
            listBytes -= 4L * lists[key].length;
            lists[key] = NONE;
        }
    }

    public long sizeBytes() {
        return store.sizeBytes() + listBytes + 16L * lists.length;
    }

    private void growTo(int key) {
        if (key >= lists.length) {
            int before = lists.length;
            int capacity = Math.max(16, 2 * (key + 1));
            lists = Arrays.copyOf(lists, capacity);
            Arrays.fill(lists, before, capacity, NONE);
            heads = Arrays.copyOf(heads, capacity);
            counts = Arrays.copyOf(counts, capacity);
        }
    }

    /** Sees to it that the key has a list with room for one more row behind this many. */
    private void makeRoom(int key, int size) {
        int[] list = lists[key];
        if (list == NONE) {
            int[] first = new int[FIRST_ROWS];
            first[0] = heads[key];
            listBytes += 4L * FIRST_ROWS;
            lists[key] = first;
            heads[key] = 0;
        } else if (heads[key] + size == list.length) {
            int[] target = 2 * size <= list.length ? list : new int[2 * size];
            System.arraycopy(list, heads[key], target, 0, size);
            listBytes += 4L * (target.length - list.length);
            lists[key] = target;
            heads[key] = 0;
        }
    }
}
