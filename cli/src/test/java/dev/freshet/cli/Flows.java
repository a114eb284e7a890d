package dev.freshet.cli;

import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import java.util.Iterator;

/** The records that a run of the demonstration generates. */
final class Flows {
    static final long BOUND_MS = FlowRecords.BOUND_MS;

    private Flows() {}

    static Iterator<byte[]> records(long events, long seed, double tooLate) {
        return FlowRecords.generate(
                Settings.defaults()
                        .with(Keys.NETWORK_SEED.name(), Long.toString(seed))
                        .with(Keys.NETWORK_TOO_LATE.name(), Double.toString(tooLate)),
                events);
    }
}
