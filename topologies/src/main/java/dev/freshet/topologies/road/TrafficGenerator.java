package dev.freshet.topologies.road;

import dev.freshet.spouts.generator.EventGenerator;
import dev.freshet.spouts.generator.RecordWriter;
import org.jspecify.annotations.Nullable;

/**
 * Linear Road's records, in the order of time: {@link Traffic} second by second. A task makes all records and writes its own, so
 * that they are the same whatever the number of tasks.
 */
public final class TrafficGenerator implements EventGenerator {
    private static final long serialVersionUID = 1L;

    private final TrafficSettings settings;
    private transient @Nullable Traffic traffic;
    private transient long secondStart;

    public TrafficGenerator(TrafficSettings settings) {
        this.settings = settings;
    }

    @Override
    public void event(long index, RecordWriter to) {
        Traffic of = traffic;
        if (of == null || index < secondStart) {
            of = new Traffic(settings);
            traffic = of;
            secondStart = 0;
        }
        while (index >= secondStart + of.records()) {
            secondStart += of.records();
            of.nextSecond();
        }
        int record = (int) (index - secondStart);
        for (int column = 0; column < Traffic.COLUMNS; column++) {
            if (column > 0) {
                to.put(',');
            }
            to.number(of.value(record, column));
        }
    }
}
