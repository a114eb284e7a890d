package dev.freshet.recount.network;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Windows of one result, each a map from keys to what is counted of them. A window {@code [start, end)} takes an event if
 * {@code end} is beyond the watermark that the event's partition had before it; an event that no window takes is late.
 *
 * @param <K> a key
 * @param <A> what is counted of a key
 */
final class RecountedWindows<K, A> {
    private final long sizeMs;
    private final long slideMs;
    private final Supplier<A> fresh;
    private final TreeMap<Long, Map<K, A>> windows = new TreeMap<>();
    private long late;

    RecountedWindows(long sizeMs, long slideMs, Supplier<A> fresh) {
        this.sizeMs = sizeMs;
        this.slideMs = slideMs;
        this.fresh = fresh;
    }

    void add(K key, long timeMs, long watermarkMs, Consumer<A> count) {
        boolean taken = false;
        long start = Math.floorDiv(timeMs, slideMs) * slideMs;
        while (start > timeMs - sizeMs) {
            if (start + sizeMs > watermarkMs) {
                count.accept(windows.computeIfAbsent(start, unused -> new HashMap<>())
                        .computeIfAbsent(key, unused -> fresh.get()));
                taken = true;
            }
            start -= slideMs;
        }
        if (!taken) {
            late++;
        }
    }

    long late() {
        return late;
    }

    long sizeMs() {
        return sizeMs;
    }

    /** By start. */
    TreeMap<Long, Map<K, A>> byStart() {
        return windows;
    }
}
