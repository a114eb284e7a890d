package dev.freshet.cli;

import dev.freshet.spouts.generator.RecordWriter;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import dev.freshet.topologies.network.FlowGenerator;
import dev.freshet.topologies.network.FlowSettings;
import java.util.Iterator;
import java.util.stream.LongStream;

/** The records that a run of the demonstration generates. */
final class Flows {
    /** The bound of disorder of the input in conf/network/network.yaml. */
    static final long BOUND_MS = 5_000;

    private Flows() {}

    static Iterator<byte[]> records(long events, long seed, double tooLate) {
        Settings settings = Settings.defaults()
                .with(Keys.NETWORK_SEED.name(), Long.toString(seed))
                .with(Keys.NETWORK_TOO_LATE.name(), Double.toString(tooLate));
        FlowGenerator generator = new FlowGenerator(FlowSettings.of(settings, BOUND_MS));
        RecordWriter writer = new RecordWriter();
        return LongStream.range(0, events)
                .mapToObj(index -> {
                    writer.clear();
                    generator.event(index, writer);
                    return writer.toBytes();
                })
                .iterator();
    }
}
