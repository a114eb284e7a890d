package dev.freshet.topologies.links;

import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import java.io.Serializable;

/**
 * What telemetry is generated.
 *
 * @param seed the same seed and settings make the same records
 * @param startMs the event time of the first, epoch ms
 * @param stepMs the event time between two samples of an interface
 * @param devices how many devices there are
 * @param interfaces how many interfaces each of them has
 * @param boundMs by how much records may be out of order, milliseconds
 */
public record TelemetrySettings(long seed, long startMs, long stepMs, int devices, int interfaces, long boundMs)
        implements Serializable {
    public TelemetrySettings {
        if (stepMs < 1 || devices < 1 || interfaces < 1 || boundMs < 1) {
            throw new IllegalArgumentException(
                    "a generator needs a positive step and bound, a device and an interface (step "
                            + stepMs + " ms, bound " + boundMs + " ms, devices " + devices + ", interfaces "
                            + interfaces
                            + ")");
        }
    }

    /**
     * What the configuration says.
     *
     * @param boundMs the input's bound of disorder
     */
    public static TelemetrySettings of(Settings settings, long boundMs) {
        return new TelemetrySettings(
                settings.get(Keys.LINKS_SEED),
                settings.get(Keys.LINKS_START).toEpochMilli(),
                settings.get(Keys.LINKS_STEP).toMillis(),
                settings.get(Keys.LINKS_DEVICES),
                settings.get(Keys.LINKS_INTERFACES),
                Math.max(1, boundMs));
    }

    int links() {
        return devices * interfaces;
    }
}
