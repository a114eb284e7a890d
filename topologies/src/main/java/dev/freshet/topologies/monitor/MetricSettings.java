package dev.freshet.topologies.monitor;

import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import java.io.Serializable;

/**
 * What points are generated.
 *
 * @param seed the same seed and settings make the same points
 * @param startMs the event time of the first, epoch ms
 * @param stepMs between two points of a series, milliseconds
 * @param series how many series
 */
public record MetricSettings(long seed, long startMs, long stepMs, int series) implements Serializable {
    public MetricSettings {
        if (stepMs < 1 || series < 1) {
            throw new IllegalArgumentException(
                    "a generator needs a step and series (step " + stepMs + " ms, series " + series + ")");
        }
    }

    /** What the configuration says. */
    public static MetricSettings of(Settings settings) {
        return new MetricSettings(
                settings.get(Keys.MONITOR_SEED),
                settings.get(Keys.MONITOR_START).toEpochMilli(),
                settings.get(Keys.MONITOR_STEP).toMillis(),
                settings.get(Keys.MONITOR_SERIES));
    }
}
