package dev.freshet.core.rule;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.operator.Counters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts, by rule and in all, the rows that a rule holds for in one of two sets alone. Begins anew when a set is exchanged. */
final class ShadowDifferences {
    private final Counters counters;
    private final String fields;
    private final LongAdder liveOnly;
    private final LongAdder shadowOnly;
    private List<Pair> pairs = new ArrayList<>();

    /**
     * A rule in both sets.
     *
     * @param live its place among the live rules, or -1
     * @param shadow its place among the shadow's, or -1
     */
    private record Pair(int live, int shadow, LongAdder liveOnly, LongAdder shadowOnly) {}

    ShadowDifferences(String fields, Counters counters) {
        this.fields = fields;
        this.counters = counters;
        this.liveOnly = counters.counter(fields + ".live_only");
        this.shadowOnly = counters.counter(fields + ".shadow_only");
    }

    void compare(List<Rule> live, List<Rule> shadow) {
        pairs.forEach(pair -> {
            pair.liveOnly.reset();
            pair.shadowOnly.reset();
        });
        liveOnly.reset();
        shadowOnly.reset();
        pairs = new ArrayList<>();
        if (shadow.isEmpty()) {
            return;
        }
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < shadow.size(); i++) {
            places.put(shadow.get(i).id(), i);
        }
        for (int i = 0; i < live.size(); i++) {
            Integer place = places.remove(live.get(i).id());
            pairs.add(pair(live.get(i).id(), i, place == null ? -1 : place));
        }
        places.forEach((id, place) -> pairs.add(pair(id, -1, place)));
    }

    private Pair pair(String id, int live, int shadow) {
        return new Pair(
                live,
                shadow,
                counters.counter(fields + ".live_only." + id),
                counters.counter(fields + ".shadow_only." + id));
    }

    /** Counts a batch: for each rule the rows that it holds for. */
    void count(Batch[] live, Batch[] shadow) {
        for (Pair pair : pairs) {
            int one = pair.live < 0 ? 0 : live[pair.live].size();
            int other = pair.shadow < 0 ? 0 : shadow[pair.shadow].size();
            int both = pair.live < 0 || pair.shadow < 0 ? 0 : both(live[pair.live], shadow[pair.shadow]);
            if (one > both) {
                pair.liveOnly.add(one - both);
                liveOnly.add(one - both);
            }
            if (other > both) {
                pair.shadowOnly.add(other - both);
                shadowOnly.add(other - both);
            }
        }
    }

    private static int both(Batch one, Batch other) {
        int both = 0;
        int i = 0;
        int j = 0;
        while (i < one.size() && j < other.size()) {
            int left = one.row(i);
            int right = other.row(j);
            if (left == right) {
                both++;
            }
            i += left <= right ? 1 : 0;
            j += right <= left ? 1 : 0;
        }
        return both;
    }
}
