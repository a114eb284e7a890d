package dev.freshet.topologies.links;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.TreeMap;

/** The interfaces of a device, by name. */
final class DeviceLinks implements KeyMemory {
    private static final long LINK_BYTES = 800;

    final TreeMap<String, Link> links = new TreeMap<>();
    private long minuteMs = Direction.NEVER;

    Link link(String name) {
        return links.computeIfAbsent(name, unused -> new Link());
    }

    /** Whether a minute is another than that of the last call. */
    boolean begins(long startMs) {
        boolean isOther = startMs != minuteMs;
        minuteMs = startMs;
        return isOther;
    }

    @Override
    public void write(StateOutput to) {
        to.putLong(minuteMs);
        to.putUnsigned(links.size());
        links.forEach((name, link) -> {
            to.putText(name);
            link.write(to);
        });
    }

    @Override
    public void read(StateInput from) {
        minuteMs = from.getLong();
        links.clear();
        for (long left = from.getUnsigned(); left > 0; left--) {
            link(from.getText()).read(from);
        }
    }

    @Override
    public long sizeBytes() {
        return LINK_BYTES * links.size();
    }
}
