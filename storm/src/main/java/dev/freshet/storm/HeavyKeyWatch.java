package dev.freshet.storm;

import dev.freshet.core.key.HeavyKeys;
import dev.freshet.core.key.KeyGroups;
import dev.freshet.core.operator.Counters;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of the heaviest key that a task sends along an edge: its share of the rows as a gauge, and a line in the log when
 * one key makes more work than a task's even share. The key itself is not told: it may be a person's name.
 */
public final class HeavyKeyWatch implements HeavyKeys.Watcher {
    /** The gauge's name, before the edge's: per cent of the rows that were sent lately. */
    public static final String GAUGE = "heavy_key_percent.";

    private static final Logger LOG = LoggerFactory.getLogger(HeavyKeyWatch.class);
    /** What is less is of no account however many tasks there are. */
    private static final double LEAST = 0.2;

    private final String component;
    private final String stream;
    private final LongAdder gauge;
    private boolean warned;

    /**
     * @param component who sends
     * @param stream the edge's
     * @param counters the task's
     */
    public HeavyKeyWatch(String component, String stream, Counters counters) {
        this.component = component;
        this.stream = stream;
        this.gauge = counters.counter(GAUGE + stream);
    }

    @Override
    public void seen(HeavyKeys keys, int partitions) {
        double share = keys.share();
        gauge.add(Math.round(100 * share) - gauge.sum());
        boolean heavy = isHeavy(share, partitions);
        if (heavy && !warned) {
            LOG.warn(
                    "one key makes {} % of the rows that '{}' sends on '{}' to {} tasks, all to partition {}: more tasks"
                            + " do not help there (docs/operators.md, heavy keys)",
                    Math.round(100 * share),
                    component,
                    stream,
                    partitions,
                    KeyGroups.partition(KeyGroups.group(keys.heaviest()), partitions));
        }
        warned = heavy;
    }

    /** Whether a key with this share makes one task's load greater than its even one by itself. */
    static boolean isHeavy(double share, int partitions) {
        return share >= LEAST && share * partitions > 1;
    }
}
