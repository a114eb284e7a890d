package dev.freshet.cli;

import dev.freshet.topologies.config.Settings;
import dev.freshet.topologies.network.FlowGenerator;
import dev.freshet.topologies.network.FlowSettings;
import java.util.Iterator;

/** The flow records that the network application's demonstration generates, as bytes. */
final class FlowRecords {
    /** The bound of disorder of the input in conf/network/network.yaml. */
    static final long BOUND_MS = 5_000;

    private FlowRecords() {}

    /** The first {@code events} records in the order of their index; the same settings make the same. */
    static Iterator<byte[]> generate(Settings settings, long events) {
        return new FlowGenerator(FlowSettings.of(settings, BOUND_MS))
                .records(events)
                .iterator();
    }
}
