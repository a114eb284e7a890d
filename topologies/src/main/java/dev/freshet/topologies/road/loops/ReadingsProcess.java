package dev.freshet.topologies.road.loops;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.process.KeyScope;
import dev.freshet.core.process.KeyedProcess;
import dev.freshet.core.process.ProcessRow;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Readings with the place of their sensor, from the file that the column {@code places} names, which is read once in each process,
 * and with the speed of free flow there. Used by name: {@code road_readings}, keyed by sensor.
 */
public final class ReadingsProcess implements KeyedProcess {
    private static final ConcurrentHashMap<String, SensorPlaces> FILES = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "road_readings";
    }

    @Override
    public Schema input() {
        return Schema.of(
                Field.nullable("loop", Type.VARCHAR),
                Field.required("places", Type.VARCHAR),
                Field.nullable("speed", Type.DOUBLE),
                Field.nullable("occupancy", Type.DOUBLE),
                Field.nullable("flow", Type.DOUBLE));
    }

    @Override
    public List<Field> state() {
        return List.of();
    }

    @Override
    public KeyMemory newMemory() {
        return new FreeSpeed();
    }

    @Override
    public Schema output() {
        return Schema.of(
                Field.nullable("road", Type.VARCHAR),
                Field.nullable("direction", Type.VARCHAR),
                Field.nullable("position", Type.DOUBLE),
                Field.nullable("length", Type.DOUBLE),
                Field.nullable("speed", Type.DOUBLE),
                Field.nullable("occupancy", Type.DOUBLE),
                Field.nullable("flow", Type.DOUBLE),
                Field.nullable("free", Type.DOUBLE));
    }

    @Override
    public void onRow(ProcessRow row, KeyScope key) {
        double speed = row.doubleAt(2);
        if (row.isNull(0) || !Double.isFinite(speed)) {
            return;
        }
        SensorPlaces.Place place =
                FILES.computeIfAbsent(row.textAt(1), SensorPlaces::of).place(row.textAt(0));
        key.putText(0, place.road());
        key.putText(1, place.direction());
        key.putDouble(2, place.position());
        key.putDouble(3, place.length());
        key.putDouble(4, speed);
        for (int column = 3; column <= 4; column++) {
            if (!row.isNull(column)) {
                key.putDouble(2 + column, row.doubleAt(column));
            }
        }
        key.putDouble(7, ((FreeSpeed) key.memory()).next(speed));
        key.emit();
    }
}
