package dev.freshet.topologies.road;

import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import java.io.Serializable;

/**
 * What traffic is generated.
 *
 * @param seed the same seed and settings make the same records
 * @param expressways how many, each with two directions
 * @param carsPerSecond how many cars a second drive onto each direction in the rush hour
 */
public record TrafficSettings(long seed, int expressways, double carsPerSecond) implements Serializable {
    public TrafficSettings {
        if (expressways < 1 || !(carsPerSecond > 0)) {
            throw new IllegalArgumentException("traffic needs an expressway and cars (expressways " + expressways
                    + ", cars a second " + carsPerSecond + ")");
        }
    }

    /** What the configuration says. */
    public static TrafficSettings of(Settings settings) {
        return new TrafficSettings(
                settings.get(Keys.ROAD_SEED), settings.get(Keys.ROAD_EXPRESSWAYS), settings.get(Keys.ROAD_RATE));
    }
}
