package dev.freshet.bolts;

import dev.freshet.core.operator.Held;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * How full the heap of this process is with what lives long, and which operator holds how much of it: so that a task can stop
 * before the heap is gone, and say why. Full is the old generation after a garbage collection, since before one it tells
 * nothing. Used by all tasks of the process.
 */
final class WorkerHeap {
    /** Of this process. */
    static final WorkerHeap OWN = new WorkerHeap(oldGeneration());

    private static final String CURE = "Give the process a larger heap (-Xmx: FRESHET_JAVA_OPTS, or Storm's"
            + " topology.worker.max.heap.size.mb) or more workers, keep less (shorter windows and bounds), or raise"
            + " 'memory.limit'";

    private final Supplier<MemoryUsage> afterCollection;
    private final Set<Share> shares = ConcurrentHashMap.newKeySet();

    /** @param afterCollection what was in use after the last garbage collection */
    WorkerHeap(Supplier<MemoryUsage> afterCollection) {
        this.afterCollection = afterCollection;
    }

    /** What one task holds, as last told. */
    static final class Share {
        private final String operator;
        private volatile Held held = Held.NOTHING;

        private Share(String operator) {
            this.operator = operator;
        }

        void tell(Held now) {
            held = now;
        }
    }

    /** Takes in a task of an operator. */
    Share share(String operator) {
        Share share = new Share(operator);
        shares.add(share);
        return share;
    }

    /** The task is no more. */
    void leave(Share share) {
        shares.remove(share);
    }

    /**
     * Whether more is in use than may be.
     *
     * @param limit a share of the old generation, above 0; 1 for no limit
     */
    boolean isFull(double limit) {
        MemoryUsage usage = afterCollection.get();
        return limit < 1 && usage.getUsed() > limit * most(usage);
    }

    /** That {@link #isFull}, with what holds most, and what to do. */
    HeapFullException full(double limit) {
        MemoryUsage usage = afterCollection.get();
        return new HeapFullException(String.format(
                Locale.ROOT,
                "the heap is nearly full: after garbage collection %d MB of %d MB are in use, and 'memory.limit' allows %.0f %%."
                        + " %s%s",
                megabytes(usage.getUsed()),
                megabytes(most(usage)),
                100 * limit,
                greatest(),
                CURE));
    }

    /** That memory could not be had, with what holds most, and what to do. */
    HeapFullException exhausted() {
        long mostMb = megabytes(Runtime.getRuntime().maxMemory());
        return new HeapFullException("the heap of " + mostMb + " MB has no more room. " + greatest() + CURE);
    }

    private String greatest() {
        Map<String, Held> byOperator = new TreeMap<>();
        shares.forEach(share -> byOperator.merge(share.operator, share.held, Held::plus));
        Optional<Map.Entry<String, Held>> most = byOperator.entrySet().stream()
                .max(Comparator.comparingLong(entry -> entry.getValue().bytes()));
        return most.map(entry -> String.format(
                        Locale.ROOT,
                        "Operator '%s' holds the most: %,d entries, about %d MB. ",
                        entry.getKey(),
                        entry.getValue().entries(),
                        megabytes(entry.getValue().bytes())))
                .orElse("");
    }

    private static long most(MemoryUsage usage) {
        return usage.getMax() > 0 ? usage.getMax() : Runtime.getRuntime().maxMemory();
    }

    private static long megabytes(long bytes) {
        return Math.round(bytes / 1048576.0);
    }

    private static Supplier<MemoryUsage> oldGeneration() {
        MemoryUsage unknown = new MemoryUsage(0, 0, 0, -1);
        Optional<MemoryPoolMXBean> old = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .filter(pool -> pool.isUsageThresholdSupported() && pool.isCollectionUsageThresholdSupported())
                .findFirst();
        return () -> old.map(MemoryPoolMXBean::getCollectionUsage).orElse(unknown);
    }
}
