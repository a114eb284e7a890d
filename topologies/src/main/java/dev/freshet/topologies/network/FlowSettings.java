package dev.freshet.topologies.network;

import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import java.io.Serializable;

/**
 * What flow records are generated.
 *
 * @param seed the same seed and settings make the same records
 * @param startMs the event time of the first, epoch ms
 * @param perSecond records a second of event time, on the average of a day
 * @param hosts how many hosts talk
 * @param outOfOrder the share that is out of order, within the bound
 * @param malformed the share that is malformed
 * @param tooLate the share that is beyond the bound, when its windows of a minute have closed
 * @param boundMs by how much records may be out of order, milliseconds
 */
public record FlowSettings(
        long seed,
        long startMs,
        double perSecond,
        int hosts,
        double outOfOrder,
        double malformed,
        double tooLate,
        long boundMs)
        implements Serializable {
    public FlowSettings {
        if (!(perSecond > 0) || hosts < 2 || boundMs < 1 || !(outOfOrder + malformed + tooLate <= 1)) {
            throw new IllegalArgumentException(
                    "a generator needs a positive rate and bound, two hosts, and shares of at most 1"
                            + " in all (rate " + perSecond + ", bound " + boundMs + " ms, hosts " + hosts + ", shares "
                            + outOfOrder
                            + ", " + malformed + ", " + tooLate + ")");
        }
    }

    /**
     * What the configuration says.
     *
     * @param boundMs the input's bound of disorder
     */
    public static FlowSettings of(Settings settings, long boundMs) {
        return new FlowSettings(
                settings.get(Keys.NETWORK_SEED),
                settings.get(Keys.NETWORK_START).toEpochMilli(),
                settings.get(Keys.NETWORK_RATE),
                settings.get(Keys.NETWORK_HOSTS),
                settings.get(Keys.NETWORK_OUT_OF_ORDER),
                settings.get(Keys.NETWORK_MALFORMED),
                settings.get(Keys.NETWORK_TOO_LATE),
                Math.max(1, boundMs));
    }
}
