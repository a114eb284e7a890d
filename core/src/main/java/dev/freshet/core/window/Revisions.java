package dev.freshet.core.window;

import dev.freshet.core.key.KeyTable;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What was emitted for windows that can be emitted again: for each key the next revision, and which changes the last one
 * showed. Windows without early results and allowed lateness need none of it.
 */
final class Revisions {
    private final NavigableMap<Long, OfWindow> windows = new TreeMap<>();

    /** The window's revisions; made if there are none. */
    OfWindow of(long windowEnd) {
        return windows.computeIfAbsent(windowEnd, unused -> new OfWindow());
    }

    /** Whether the window's last emission showed all changes up to this one. */
    boolean shows(long windowEnd, long change) {
        OfWindow window = windows.get(windowEnd);
        return window != null && window.shownChange >= change;
    }

    void forget(WindowGrid grid, long watermarkMs) {
        while (!windows.isEmpty() && grid.isForgotten(windows.firstKey(), watermarkMs)) {
            windows.pollFirstEntry();
        }
    }

    NavigableMap<Long, OfWindow> windows() {
        return windows;
    }

    long size() {
        return windows.values().stream().mapToLong(window -> window.keys.size()).sum();
    }

    long sizeBytes() {
        return windows.values().stream()
                .mapToLong(window -> window.keys.sizeBytes() + 16L * window.next.length)
                .sum();
    }

    /** The keys emitted for one window. */
    static final class OfWindow {
        private final KeyTable keys = new KeyTable();
        private long[] next = new long[16];
        private long[] shown = new long[16];
        private long shownChange = Long.MIN_VALUE;

        /** The place of a key of another table; a new one has revision 0 and shows nothing. */
        int slot(KeyTable from, int slot) {
            return slot(from.bytes(), from.start(slot), from.end(slot), from.hash(slot));
        }

        int slot(byte[] key, int from, int to, long hash) {
            int place = keys.slot(key, from, to, hash);
            if (place >= next.length) {
                next = Arrays.copyOf(next, 2 * next.length);
                shown = Arrays.copyOf(shown, 2 * shown.length);
            }
            return place;
        }

        /** Whether the key's last emission showed this change of it. */
        boolean shows(int place, long change) {
            return shown[place] >= change;
        }

        /** Notes an emission that shows this change; returns its revision. */
        long emit(int place, long change) {
            shown[place] = change;
            return next[place]++;
        }

        /** Notes that all changes up to this one have been looked at. */
        void showedUpTo(long change) {
            shownChange = change;
        }

        KeyTable keys() {
            return keys;
        }

        long next(int place) {
            return next[place];
        }

        long shown(int place) {
            return shown[place];
        }

        void restore(int place, long nextRevision, long shownChange) {
            next[place] = nextRevision;
            shown[place] = shownChange;
        }
    }
}
