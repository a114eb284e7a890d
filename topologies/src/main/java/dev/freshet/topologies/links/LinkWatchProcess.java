package dev.freshet.topologies.links;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.process.KeyScope;
import dev.freshet.core.process.KeyedProcess;
import dev.freshet.core.process.ProcessRow;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.List;
import java.util.Map;

/**
 * Watches the interfaces of a device by their samples, each against its own past ({@link Direction}): a row of kind {@code fault} where
 * a fault begins or ends, and one of kind {@code health} for each interface and minute. O(1) a sample, O(n) a minute and a fault for the n
 * interfaces of the device.
 */
public final class LinkWatchProcess implements KeyedProcess {
    @Override
    public String name() {
        return "link_watch";
    }

    @Override
    public Schema input() {
        return TelemetryRow.SCHEMA;
    }

    @Override
    public List<Field> state() {
        return List.of();
    }

    @Override
    public KeyMemory newMemory() {
        return new DeviceLinks();
    }

    @Override
    public Schema output() {
        return Schema.of(
                Field.required("kind", Type.VARCHAR),
                Field.required("interface", Type.VARCHAR),
                Field.nullable("score", Type.DOUBLE),
                Field.nullable("reason", Type.VARCHAR),
                Field.nullable("fault", Type.VARCHAR),
                Field.nullable("state", Type.VARCHAR),
                Field.nullable("since", Type.TIMESTAMP),
                Field.nullable("until", Type.TIMESTAMP),
                Field.nullable("evidence", Type.VARCHAR),
                Field.nullable("peers", Type.VARCHAR));
    }

    @Override
    public void onRow(ProcessRow row, KeyScope key) {
        if (row.isNull(TelemetryRow.INTERFACE)) {
            return;
        }
        DeviceLinks device = (DeviceLinks) key.memory();
        long startMs = Math.floorDiv(key.timeMs(), Link.MINUTE_MS) * Link.MINUTE_MS;
        if (device.begins(startMs)) {
            key.setTimer(startMs + Link.MINUTE_MS - 1);
        }
        String name = row.textAt(TelemetryRow.INTERFACE);
        device.link(name).sample(TelemetryRow.of(row), key.timeMs(), new FaultLog(key, name, device));
    }

    @Override
    public void onTimer(long timeMs, KeyScope key) {
        DeviceLinks device = (DeviceLinks) key.memory();
        DeviceMinute minute = DeviceMinute.of(device.links.values());
        for (Map.Entry<String, Link> link : device.links.entrySet()) {
            link.getValue().minuteEnds(timeMs + 1 - Link.MINUTE_MS, minute, new FaultLog(key, link.getKey(), device));
        }
    }
}
