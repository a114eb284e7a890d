package dev.freshet.core.join;

import java.util.Arrays;

/**
 * The rows of one side by key, each key's in the order of their times. A row that is not older than its key's others is added
 * in O(1); finding a time is O(log n). Slots of keys are those of the join's table of keys.
 */
final class SideRows {
    private static final int[] NONE = {};
    private static final int FIRST_ROWS = 4;

    private final RowStore store;
    private int[][] lists = {};
    private int[] heads = {};
    private int[] ends = {};
    private long listBytes;

    SideRows(RowStore store) {
        this.store = store;
    }

    RowStore store() {
        return store;
    }

    int count(int key) {
        return key < lists.length ? ends[key] - heads[key] : 0;
    }

    /** The row at a place in its key's order, from 0. */
    int row(int key, int place) {
        return lists[key][heads[key] + place];
    }

    /** The time of the row at a place. */
    long time(int key, int place) {
        return store.time(row(key, place));
    }

    /** How many of the key's rows are before this time; also the place of the first that is not. */
    int countBefore(int key, long timeMs) {
        int low = 0;
        int high = count(key);
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
    int countThrough(int key, long timeMs) {
        return timeMs == Long.MAX_VALUE ? count(key) : countBefore(key, timeMs + 1);
    }

    /** Puts a row into its key's order: behind those of its time, or where it belongs among them if ties are ordered. */
    void insert(int key, int row) {
        makeRoom(key);
        long timeMs = store.time(row);
        int size = count(key);
        int place = size > 0 && time(key, size - 1) > timeMs ? countThrough(key, timeMs) : size;
        while (store.ordersTies()
                && place > 0
                && time(key, place - 1) == timeMs
                && store.compareTies(row(key, place - 1), row) > 0) {
            place--;
        }
        int at = heads[key] + place;
        System.arraycopy(lists[key], at, lists[key], at + 1, ends[key] - at);
        lists[key][at] = row;
        ends[key]++;
    }

    /** Forgets the key's first row. */
    void removeFirst(int key) {
        store.remove(lists[key][heads[key]++]);
        if (heads[key] == ends[key]) {
            listBytes -= 4L * lists[key].length;
            lists[key] = NONE;
            heads[key] = 0;
            ends[key] = 0;
        }
    }

    long sizeBytes() {
        return store.sizeBytes() + listBytes + 16L * lists.length;
    }

    private void makeRoom(int key) {
        if (key >= lists.length) {
            int before = lists.length;
            int capacity = Math.max(16, 2 * (key + 1));
            lists = Arrays.copyOf(lists, capacity);
            Arrays.fill(lists, before, capacity, NONE);
            heads = Arrays.copyOf(heads, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
        int[] list = lists[key];
        if (ends[key] < list.length) {
            return;
        }
        int size = count(key);
        int[] target = 2 * size <= list.length && size > 0 ? list : new int[Math.max(FIRST_ROWS, 2 * size)];
        System.arraycopy(list, heads[key], target, 0, size);
        listBytes += 4L * (target.length - list.length);
        lists[key] = target;
        heads[key] = 0;
        ends[key] = size;
    }
}
