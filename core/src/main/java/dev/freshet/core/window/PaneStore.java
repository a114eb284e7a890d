package dev.freshet.core.window;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.time.Clamped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keyed states by pane, and what windows are put together from.
 *
 * <p>Idea: above the panes stands a forest of merged ones, node {@code i} of level {@code l} being the panes
 * {@code [i·2^l, (i+1)·2^l)}. A window of k panes is at most 2·log2(k) nodes, so a key costs O(log k) merges a slide and not
 * k, with no need of inverse functions. Nodes are made when a window first wants them and all their panes have passed; a
 * row that comes later is merged into its pane and the nodes above it, since merging commutes: nothing is ever recomputed.
 * The states take at most log2(k) + 1 times the panes' memory, twice it if the same keys are in every pane; a node, and a pane that
 * has passed, takes no more room than its keys need. A window of four
 * panes or fewer is merged straight from them; a tumbling window is its pane. Compare Tangwongsan et al., "General
 * Incremental Sliding-Window Aggregation" (VLDB 2015): a flat tree over the panes, whose nodes hold all keys.
 *
 * <p>A <i>straggler</i> is what came so late that some of its pane's windows no longer take it, though later ones do. It is
 * kept apart, under its pane and the first window that takes it, and joins those windows only.
 */
final class PaneStore {
    private static final int MERGED_DIRECTLY = 4;

    private record Straggler(long pane, long firstEnd) {}

    private record Node(int level, KeyedStates states) {}

    private final WindowGrid grid;
    private final List<AggregateCall> calls;
    private final NavigableMap<Long, KeyedStates> panes = new TreeMap<>();
    /** Levels 1 and up, by the start of the node's first pane. */
    private final List<NavigableMap<Long, KeyedStates>> levels = new ArrayList<>();

    private final Map<Straggler, KeyedStates> stragglers = new LinkedHashMap<>();
    private long fittedTo = Long.MIN_VALUE;

    PaneStore(WindowGrid grid, List<AggregateCall> calls) {
        this.grid = grid;
        this.calls = calls;
        long panesPerWindow = grid.panesPerWindow();
        if (panesPerWindow > MERGED_DIRECTLY) {
            for (long width = 2; width <= panesPerWindow && width > 0; width *= 2) {
                levels.add(new TreeMap<>());
            }
        }
    }

    /** The states to merge rows of a pane into, of which windows before the one of {@code firstEnd} take nothing. */
    KeyedStates at(long pane, long firstEnd) {
        return firstEnd == grid.firstEnd(pane)
                ? panes.computeIfAbsent(pane, unused -> new KeyedStates(calls))
                : stragglers.computeIfAbsent(new Straggler(pane, firstEnd), unused -> new KeyedStates(calls));
    }

    /** Merges rows of one pane. */
    void merge(
            long pane, long firstEnd, Batch partials, KeyEncoder encoder, int[] firstColumns, int[] slots, long now) {
        at(pane, firstEnd).mergeRows(partials, encoder, firstColumns, slots, now);
        if (firstEnd == grid.firstEnd(pane)) {
            for (int level = 1; level <= levels.size(); level++) {
                KeyedStates node = level(level).get(nodeStart(pane, level));
                if (node != null) {
                    node.mergeRows(partials, encoder, firstColumns, slots, now);
                }
            }
        }
    }

    /**
     * The states that together make up a window; those with the most rows first, as states that grow large are best merged into.
     *
     * @param watermarkMs panes that end by it get few more rows: only they are merged into nodes
     */
    List<KeyedStates> parts(long windowEnd, long watermarkMs) {
        List<Node> nodes = new ArrayList<>();
        long slide = grid.spec().slideMs();
        long pane = grid.start(windowEnd);
        while (pane < windowEnd) {
            int level = widestLevel(pane, windowEnd, watermarkMs);
            KeyedStates states = node(pane, level);
            if (states != null) {
                nodes.add(new Node(level, states));
            }
            if (level > 0) {
                pane += slide << level;
            } else {
                // Panes that are not there cost nothing, however many they are.
                Long next = panes.higherKey(pane);
                pane = levels.isEmpty() || pane >= watermarkMs ? next == null ? windowEnd : next : pane + slide;
            }
        }
        nodes.sort(Comparator.comparingInt(Node::level).reversed());
        List<KeyedStates> parts = new ArrayList<>(nodes.size());
        nodes.forEach(node -> parts.add(node.states));
        for (Map.Entry<Straggler, KeyedStates> entry : stragglers.entrySet()) {
            Straggler straggler = entry.getKey();
            if (straggler.firstEnd <= windowEnd && windowEnd <= grid.lastEnd(straggler.pane)) {
                parts.add(entry.getValue());
            }
        }
        return parts;
    }

    /** The end of the first window with rows in it that ends after this time; {@link Long#MAX_VALUE} if there is none. */
    long nextWindowEnd(long afterMs) {
        Long pane = panes.higherKey(grid.beforePanesOf(afterMs));
        long next = pane == null ? Long.MAX_VALUE : endAfter(grid.firstEnd(pane), afterMs);
        for (Straggler straggler : stragglers.keySet()) {
            if (grid.lastEnd(straggler.pane) > afterMs) {
                next = Math.min(next, endAfter(straggler.firstEnd, afterMs));
            }
        }
        return next;
    }

    /** Drops the panes all of whose windows the watermark has closed for good; what is kept of those that have passed is made to fit. */
    void forget(long watermarkMs) {
        forget(panes, watermarkMs);
        for (NavigableMap<Long, KeyedStates> level : levels) {
            forget(level, watermarkMs);
        }
        stragglers.keySet().removeIf(straggler -> grid.isForgotten(grid.lastEnd(straggler.pane), watermarkMs));
        fit(watermarkMs);
    }

    private void fit(long watermarkMs) {
        long passed = Clamped.subtract(watermarkMs, grid.spec().slideMs());
        if (passed <= fittedTo) {
            return;
        }
        panes.subMap(fittedTo, false, passed, true)
                .replaceAll((pane, states) -> states.isLoose() ? KeyedStates.fitted(calls, List.of(states)) : states);
        fittedTo = passed;
    }

    /** Takes each pane's states, ascending, and then the stragglers'; not the merged ones. */
    void forEach(Visitor visitor) {
        panes.forEach((pane, states) -> visitor.states(pane, grid.firstEnd(pane), states));
        stragglers.forEach((straggler, states) -> visitor.states(straggler.pane, straggler.firstEnd, states));
    }

    /** Takes the states of one pane. */
    interface Visitor {
        void states(long pane, long firstEnd, KeyedStates states);
    }

    /** How many states are held, the merged ones included. */
    long size() {
        long[] sum = new long[1];
        forEach((pane, firstEnd, states) -> sum[0] += states.keys().size());
        levels.forEach(
                level -> level.values().forEach(node -> sum[0] += node.keys().size()));
        return sum[0];
    }

    long sizeBytes() {
        long[] sum = new long[1];
        forEach((pane, firstEnd, states) -> sum[0] += states.sizeBytes());
        levels.forEach(level -> level.values().forEach(node -> sum[0] += node.sizeBytes()));
        return sum[0];
    }

    private long endAfter(long firstEnd, long afterMs) {
        return firstEnd > afterMs ? firstEnd : grid.firstEndAfter(afterMs);
    }

    private void forget(NavigableMap<Long, KeyedStates> from, long watermarkMs) {
        // A node is wanted by the windows that hold it whole, so no longer than its first pane.
        while (!from.isEmpty() && grid.isForgotten(grid.lastEnd(from.firstKey()), watermarkMs)) {
            from.pollFirstEntry();
        }
    }

    /** The level of the widest node that begins at the pane, ends by the window's end, and whose panes have passed. */
    private int widestLevel(long pane, long windowEnd, long watermarkMs) {
        int level = 0;
        long slide = grid.spec().slideMs();
        while (level < levels.size()) {
            int wider = level + 1;
            long end = pane + (slide << wider);
            if (nodeStart(pane, wider) != pane || end > windowEnd || end > watermarkMs) {
                break;
            }
            level = wider;
        }
        return level;
    }

    private @Nullable KeyedStates node(long start, int level) {
        if (level == 0) {
            return panes.get(start);
        }
        KeyedStates present = level(level).get(start);
        if (present != null) {
            return present;
        }
        long half = grid.spec().slideMs() << (level - 1);
        Long first = panes.ceilingKey(start);
        if (first == null || first >= start + 2 * half) {
            return null;
        }
        KeyedStates merged = KeyedStates.fitted(
                calls,
                Stream.of(node(start, level - 1), node(start + half, level - 1))
                        .filter(Objects::nonNull)
                        .toList());
        level(level).put(start, merged);
        return merged;
    }

    private long nodeStart(long pane, int level) {
        return pane - Math.floorMod(pane, grid.spec().slideMs() << level);
    }

    private NavigableMap<Long, KeyedStates> level(int level) {
        return levels.get(level - 1);
    }
}
