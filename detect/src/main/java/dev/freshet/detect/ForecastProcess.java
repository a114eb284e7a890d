package dev.freshet.detect;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.process.KeyScope;
import dev.freshet.core.process.KeyedProcess;
import dev.freshet.core.process.ProcessRow;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.List;

/**
 * Foretells the column {@code value} of each key, by a {@link Forecaster} of its own. At every {@value #EVERY_ROWS}th row of a
 * key with a value it makes a row for each horizon. Used by name: {@code forecast}.
 */
public final class ForecastProcess implements KeyedProcess {
    /** At how many rows of a key it foretells again. */
    public static final int EVERY_ROWS = 12;

    private static final int SEEN = 0;

    @Override
    public String name() {
        return "forecast";
    }

    @Override
    public Schema input() {
        return Schema.of(Field.nullable("value", Type.DOUBLE));
    }

    @Override
    public List<Field> state() {
        return List.of(Field.nullable("seen", Type.BIGINT));
    }

    @Override
    public KeyMemory newMemory() {
        return new Forecaster();
    }

    @Override
    public Schema output() {
        return Schema.of(
                Field.nullable("horizon", Type.BIGINT),
                Field.nullable("target", Type.TIMESTAMP),
                Field.nullable("forecast", Type.DOUBLE),
                Field.nullable("lower", Type.DOUBLE),
                Field.nullable("upper", Type.DOUBLE),
                Field.nullable("error", Type.DOUBLE),
                Field.nullable("error_now", Type.DOUBLE),
                Field.nullable("error_yesterday", Type.DOUBLE));
    }

    @Override
    public boolean takesRowsAsTheyArrive() {
        return true;
    }

    @Override
    public void onRow(ProcessRow row, KeyScope key) {
        if (row.isNull(0) || !Double.isFinite(row.doubleAt(0))) {
            return;
        }
        Forecaster forecaster = (Forecaster) key.memory();
        forecaster.next(key.timeMs(), row.doubleAt(0));
        long seen = key.isNull(SEEN) ? 1 : key.longAt(SEEN) + 1;
        key.setLong(SEEN, seen);
        if (seen % EVERY_ROWS == 0) {
            for (int i = 0; i < Forecaster.HORIZONS.size(); i++) {
                emit(forecaster, i, key);
            }
        }
    }

    private static void emit(Forecaster forecaster, int i, KeyScope key) {
        int horizon = Forecaster.HORIZONS.get(i);
        double forecast = forecaster.forecast(i);
        double halfWidth = forecaster.halfWidth(i);
        key.putLong(0, horizon);
        key.putLong(1, key.timeMs() + horizon * forecaster.stepMs());
        put(key, 2, forecast);
        put(key, 3, forecast - halfWidth);
        put(key, 4, forecast + halfWidth);
        put(key, 5, forecaster.error(i));
        put(key, 6, forecaster.errorOfNow(i));
        put(key, 7, forecaster.errorOfYesterday(i));
        key.emit();
    }

    private static void put(KeyScope key, int column, double value) {
        if (Double.isFinite(value)) {
            key.putDouble(column, value);
        }
    }
}
