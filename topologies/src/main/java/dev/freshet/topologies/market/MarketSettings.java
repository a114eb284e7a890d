package dev.freshet.topologies.market;

import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import java.io.Serializable;

/**
 * What trades and quotes are generated.
 *
 * @param seed the same seed and settings make the same records
 * @param startMs the event time of the first, epoch ms
 * @param perSecond trades a second of event time, and quotes as well
 * @param symbols how many symbols are traded
 * @param boundMs by how much records may be out of order, milliseconds
 */
public record MarketSettings(long seed, long startMs, double perSecond, int symbols, long boundMs)
        implements Serializable {
    public MarketSettings {
        if (!(perSecond > 0) || symbols < 1 || boundMs < 1) {
            throw new IllegalArgumentException("a generator needs a positive rate and bound, and a symbol (rate "
                    + perSecond + ", bound " + boundMs + " ms, symbols " + symbols + ")");
        }
    }

    /**
     * What the configuration says.
     *
     * @param boundMs the input's bound of disorder
     */
    public static MarketSettings of(Settings settings, long boundMs) {
        return new MarketSettings(
                settings.get(Keys.MARKET_SEED),
                settings.get(Keys.MARKET_START).toEpochMilli(),
                settings.get(Keys.MARKET_RATE),
                settings.get(Keys.MARKET_SYMBOLS),
                Math.max(1, boundMs));
    }
}
