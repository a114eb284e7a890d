package dev.freshet.topologies.behaviour;

import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import java.io.Serializable;

/**
 * What flows are generated, and whose they are.
 *
 * @param seed the same seed and settings make the same records
 * @param startMs the event time of the first, epoch ms
 * @param perSecond records a second of event time
 * @param clients how many clients there are
 * @param boundMs by how much records may be out of order, milliseconds
 */
public record BehaviourSettings(long seed, long startMs, double perSecond, int clients, long boundMs)
        implements Serializable {
    public BehaviourSettings {
        if (!(perSecond > 0) || clients < 4 || boundMs < 1) {
            throw new IllegalArgumentException("a generator needs a positive rate and bound, and 4 clients (rate "
                    + perSecond + ", bound " + boundMs + " ms, clients " + clients + ")");
        }
    }

    /**
     * What the configuration says.
     *
     * @param boundMs the input's bound of disorder
     */
    public static BehaviourSettings of(Settings settings, long boundMs) {
        return new BehaviourSettings(
                settings.get(Keys.BEHAVIOUR_SEED),
                settings.get(Keys.BEHAVIOUR_START).toEpochMilli(),
                settings.get(Keys.BEHAVIOUR_RATE),
                settings.get(Keys.BEHAVIOUR_CLIENTS),
                Math.max(1, boundMs));
    }

    long timeMs(long index) {
        return startMs + (long) (index * 1_000 / perSecond);
    }
}
