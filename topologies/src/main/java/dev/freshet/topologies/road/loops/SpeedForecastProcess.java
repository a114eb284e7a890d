package dev.freshet.topologies.road.loops;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.process.KeyScope;
import dev.freshet.core.process.KeyedProcess;
import dev.freshet.core.process.ProcessRow;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.topologies.road.loops.Along.Site;
import java.util.List;

/**
 * Forecasts of the speeds at all sensors of a road, 15, 30 and 60 minutes ahead, with their errors so far beside those of two who know
 * less: the same as now, and the mean of all days before at that time of day. Used by name: {@code road_forecast}, keyed by road
 * and direction, over readings of five minutes.
 */
public final class SpeedForecastProcess implements KeyedProcess {
    private static final long SLOT_MS = 300_000;
    private static final int MINUTES = 5;

    @Override
    public String name() {
        return "road_forecast";
    }

    @Override
    public Schema input() {
        return Schema.of(
                Field.required("window_start", Type.TIMESTAMP),
                Field.nullable("sensor", Type.VARCHAR),
                Field.nullable("heading", Type.VARCHAR),
                Field.nullable("position", Type.DOUBLE),
                Field.nullable("length", Type.DOUBLE),
                Field.nullable("speed", Type.DOUBLE),
                Field.nullable("flow", Type.DOUBLE),
                Field.nullable("free", Type.DOUBLE));
    }

    @Override
    public List<Field> state() {
        return List.of();
    }

    @Override
    public KeyMemory newMemory() {
        return new Along<>(SensorSpeeds::new);
    }

    @Override
    public Schema output() {
        return Schema.of(
                Field.nullable("sensor", Type.VARCHAR),
                Field.nullable("ts", Type.TIMESTAMP),
                Field.nullable("position", Type.DOUBLE),
                Field.nullable("length", Type.DOUBLE),
                Field.nullable("speed", Type.DOUBLE),
                Field.nullable("flow", Type.DOUBLE),
                Field.nullable("free", Type.DOUBLE),
                Field.nullable("expected", Type.DOUBLE),
                Field.nullable("horizon", Type.BIGINT),
                Field.nullable("target", Type.TIMESTAMP),
                Field.nullable("forecast", Type.DOUBLE),
                Field.nullable("judged", Type.BIGINT),
                Field.nullable("error", Type.DOUBLE),
                Field.nullable("error_now", Type.DOUBLE),
                Field.nullable("error_usual", Type.DOUBLE));
    }

    @Override
    public void onRow(ProcessRow row, KeyScope key) {
        Site<SensorSpeeds> site = along(key).at(row.textAt(1), row.doubleAt(3), row.textAt(2));
        double[] values = site.state().values;
        for (int i = 0; i <= SensorSpeeds.FREE; i++) {
            values[i] = row.isNull(3 + i) ? Double.NaN : row.doubleAt(3 + i);
        }
        site.state().reads(Math.floorDiv(row.longAt(0), SLOT_MS));
        key.setTimer(key.timeMs());
    }

    @Override
    public void onTimer(long timeMs, KeyScope key) {
        long slot = Math.floorDiv(timeMs, SLOT_MS);
        List<Site<SensorSpeeds>> sites = along(key).sites();
        double sum = 0;
        int count = 0;
        for (Site<SensorSpeeds> site : sites) {
            if (site.state().hasRead(slot)) {
                sum += site.state().deviation(slot);
                count++;
            }
        }
        for (int i = 0; i < sites.size(); i++) {
            SensorSpeeds speeds = sites.get(i).state();
            if (speeds.hasRead(slot)) {
                double downstream =
                        i + 1 < sites.size() ? sites.get(i + 1).state().deviation(slot) : 0;
                double upstream = i > 0 ? sites.get(i - 1).state().deviation(slot) : 0;
                speeds.look(downstream, upstream, sum / count);
                for (SpeedModel model : speeds.models) {
                    emit(sites.get(i).sensor(), slot, speeds, model, key);
                }
            }
        }
        for (Site<SensorSpeeds> site : sites) {
            if (site.state().hasRead(slot)) {
                site.state().profile.learn(slot, site.state().values[SensorSpeeds.SPEED]);
            }
        }
    }

    private static void emit(String sensor, long slot, SensorSpeeds speeds, SpeedModel model, KeyScope key) {
        key.putText(0, sensor);
        key.putLong(1, slot * SLOT_MS);
        for (int i = 0; i <= SensorSpeeds.FREE; i++) {
            put(key, 2 + i, speeds.values[i]);
        }
        put(key, 7, speeds.profile.expected(slot));
        key.putLong(8, (long) MINUTES * model.ahead());
        key.putLong(9, (slot + model.ahead()) * SLOT_MS);
        key.putDouble(10, speeds.foretell(model));
        key.putLong(11, model.judged());
        for (int i = 0; i < 3; i++) {
            put(key, 12 + i, model.error(i));
        }
        key.emit();
    }

    private static void put(KeyScope key, int column, double value) {
        if (Double.isFinite(value)) {
            key.putDouble(column, value);
        }
    }

    @SuppressWarnings("unchecked")
    private static Along<SensorSpeeds> along(KeyScope key) {
        return (Along<SensorSpeeds>) key.memory();
    }
}
