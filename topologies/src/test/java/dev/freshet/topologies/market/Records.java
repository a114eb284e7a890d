package dev.freshet.topologies.market;

import dev.freshet.spouts.generator.EventGenerator;
import dev.freshet.spouts.generator.RecordWriter;
import java.util.ArrayList;
import java.util.List;

/** Generated records, as bytes. */
public final class Records {
    private Records() {}

    public static List<byte[]> of(EventGenerator generator, int events) {
        RecordWriter writer = new RecordWriter();
        List<byte[]> records = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            writer.clear();
            generator.event(i, writer);
            records.add(writer.toBytes());
        }
        return records;
    }
}
