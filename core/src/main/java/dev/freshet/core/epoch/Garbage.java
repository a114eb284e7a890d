package dev.freshet.core.epoch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Removes blobs from the store, some at a time, and remembers which the record need not list any more. */
final class Garbage {
    private static final int AT_ONCE = 64;

    private final EpochStore store;
    private final Set<String> waiting = new LinkedHashSet<>();
    private final Set<String> removed = new LinkedHashSet<>();
    private long swept;

    Garbage(EpochStore store) {
        this.store = store;
    }

    void add(String blob) {
        if (!blob.isEmpty()) {
            waiting.add(blob);
        }
    }

    /**
     * Looks once in every generation for blobs of those that died before they could tell: of epochs that are over, and not needed.
     *
     * @throws StoreException if the store does not answer; the next call looks
     */
    void sweep(EpochRecord running) {
        if (swept == running.generation()) {
            return;
        }
        PendingEpoch pending = running.pending();
        long over = pending == null ? running.lastEpoch() : pending.epoch() - 1;
        Set<String> needed = running.needed();
        for (String blob : store.names()) {
            if (!needed.contains(blob) && Part.epoch(blob) <= over) {
                add(blob);
            }
        }
        swept = running.generation();
    }

    /** What the record lists, for this worker to remove. */
    void list(Collection<String> listed) {
        removed.retainAll(listed);
        listed.stream().filter(blob -> !removed.contains(blob)).forEach(this::add);
    }

    /** Those that the record may forget. */
    Collection<String> removed() {
        return List.copyOf(removed);
    }

    /** @throws StoreException if the store does not answer; the same blobs are tried again */
    void remove() {
        if (waiting.isEmpty()) {
            return;
        }
        List<String> some = new ArrayList<>(waiting).subList(0, Math.min(AT_ONCE, waiting.size()));
        store.remove(some);
        removed.addAll(some);
        some.forEach(waiting::remove);
    }
}
