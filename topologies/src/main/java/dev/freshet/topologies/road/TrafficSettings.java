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
 * @param unsteady the share of accidents, from 0 to 1, before which traffic is unsteady
 */
public record TrafficSettings(long seed, int expressways, double carsPerSecond, double unsteady)
        implements Serializable {
    public TrafficSettings {
        if (expressways < 1 || !(carsPerSecond > 0) || !(unsteady >= 0 && unsteady <= 1)) {
            throw new IllegalArgumentException("traffic needs an expressway, cars, and a share (expressways "
                    + expressways + ", cars a second " + carsPerSecond + ", unsteady " + unsteady + ")");
        }
    }

    /** Accidents come without a sign. */
    public TrafficSettings(long seed, int expressways, double carsPerSecond) {
        this(seed, expressways, carsPerSecond, 0);
    }

    /** What the configuration says. */
    public static TrafficSettings of(Settings settings) {
        return new TrafficSettings(
                settings.get(Keys.ROAD_SEED),
                settings.get(Keys.ROAD_EXPRESSWAYS),
                settings.get(Keys.ROAD_RATE),
                settings.get(Keys.ROAD_UNSTEADY));
    }
}
