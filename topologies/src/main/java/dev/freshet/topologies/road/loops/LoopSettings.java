package dev.freshet.topologies.road.loops;

import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import java.io.Serializable;

/**
 * What readings of loop detectors are generated, one of each sensor every 5 minutes.
 *
 * @param seed the same seed and settings make the same readings
 * @param startMs the event time of the first, epoch ms
 * @param roads how many, each with two directions
 * @param sensors in each direction of a road, half a mile apart
 */
public record LoopSettings(long seed, long startMs, int roads, int sensors) implements Serializable {
    /** The time between two readings of a sensor, ms. */
    public static final long STEP_MS = 300_000;

    public LoopSettings {
        if (roads < 1 || sensors < 1) {
            throw new IllegalArgumentException(
                    "traffic needs a road and a sensor (roads " + roads + ", sensors " + sensors + ")");
        }
    }

    /** What the configuration says. */
    public static LoopSettings of(Settings settings) {
        return new LoopSettings(
                settings.get(Keys.ROAD_SEED),
                settings.get(Keys.ROAD_LOOPS_START).toEpochMilli(),
                settings.get(Keys.ROAD_LOOPS_ROADS),
                settings.get(Keys.ROAD_LOOPS_SENSORS));
    }

    /** How many sensors there are in all. */
    public int total() {
        return 2 * roads * sensors;
    }
}
