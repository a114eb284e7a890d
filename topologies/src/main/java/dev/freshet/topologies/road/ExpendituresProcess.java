package dev.freshet.topologies.road;

import dev.freshet.core.process.KeyScope;
import dev.freshet.core.process.KeyedProcess;
import dev.freshet.core.process.ProcessRow;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers what a car paid on an expressway on a day before today, from the file that the column {@code historical} names; it
 * is read once in each process. No answer where the file has none, or none is named. Used by name: {@code
 * linear_road_expenditures}, keyed by car.
 */
public final class ExpendituresProcess implements KeyedProcess {
    private static final ConcurrentHashMap<String, HistoricalTolls> FILES = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "linear_road_expenditures";
    }

    @Override
    public Schema input() {
        return Schema.of(
                Field.required("qid", Type.BIGINT),
                Field.required("xway", Type.BIGINT),
                Field.required("day", Type.BIGINT),
                Field.required("car", Type.BIGINT),
                Field.required("historical", Type.VARCHAR));
    }

    @Override
    public List<Field> state() {
        return List.of();
    }

    @Override
    public Schema output() {
        return Schema.of(
                Field.nullable("qid", Type.BIGINT),
                Field.nullable("time", Type.BIGINT),
                Field.nullable("xway", Type.BIGINT),
                Field.nullable("day", Type.BIGINT),
                Field.nullable("toll", Type.BIGINT));
    }

    @Override
    public void onRow(ProcessRow row, KeyScope key) {
        String file = row.textAt(4);
        if (file.isEmpty()) {
            return;
        }
        long toll =
                FILES.computeIfAbsent(file, HistoricalTolls::read).toll(row.longAt(3), row.longAt(2), row.longAt(1));
        if (toll != HistoricalTolls.NONE) {
            key.putLong(0, row.longAt(0));
            key.putLong(1, Math.floorDiv(key.timeMs(), 1000L));
            key.putLong(2, row.longAt(1));
            key.putLong(3, row.longAt(2));
            key.putLong(4, toll);
            key.emit();
        }
    }
}
