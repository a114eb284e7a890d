package dev.freshet.topologies.market;

import dev.freshet.core.process.KeyScope;
import dev.freshet.core.process.KeyedProcess;
import dev.freshet.core.process.ProcessRow;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Forecasts of the closes of 1, 3, 6 and 12 bars on, and how far off they have been so far, beside who says "the same as now".
 *
 * <p>A bar's last trade stands at the bid or at the ask, or was moved by its own size; of that a part comes back. So the return to
 * come is taken for w · x, with x = ln(close / vwap) of the bar and w by least squares over what has been seen, for each horizon
 * its own: Σ λ^age x·y / Σ λ^age x², drawn to 0 as if by 100 bars without a return (ridge regression; Hoerl, Kennard, Technometrics 1970),
 * with λ = 0.995. A row a bar and horizon. O(1).
 */
public final class ForecastProcess implements KeyedProcess {
    private static final int[] HORIZONS = {1, 3, 6, 12};
    private static final int LONGEST = 12;
    private static final double FORGETTING = 0.995;
    private static final double RIDGE_BARS = 100;
    private static final int VWAP = 2;

    private static final int BARS = 0;
    private static final int CLOSES = 1;
    private static final int PULLS = CLOSES + LONGEST;
    private static final int HORIZON = PULLS + LONGEST;
    /** Of a horizon: Σ x², Σ x·y, errors, errors of "the same", then forecasts. */
    private static final int SQUARES = 0;

    private static final int PRODUCTS = 1;
    private static final int ERRORS = 2;
    private static final int SAME_ERRORS = 3;
    private static final int FORECASTS = 4;
    private static final int HORIZON_SLOTS = FORECASTS + LONGEST;

    @Override
    public String name() {
        return "market_forecast";
    }

    @Override
    public Schema input() {
        return Schema.of(
                Field.required("window_end", Type.TIMESTAMP),
                Field.nullable("close", Type.DOUBLE),
                Field.nullable("vwap", Type.DOUBLE));
    }

    @Override
    public List<Field> state() {
        List<Field> fields = new ArrayList<>(List.of(Field.nullable("bars", Type.BIGINT)));
        for (int slot = CLOSES; slot < HORIZON + HORIZONS.length * HORIZON_SLOTS; slot++) {
            fields.add(Field.nullable("number_" + slot, Type.DOUBLE));
        }
        return fields;
    }

    @Override
    public Schema output() {
        return Schema.of(
                Field.required("window_end", Type.TIMESTAMP),
                Field.required("close", Type.DOUBLE),
                Field.required("horizon", Type.BIGINT),
                Field.required("forecast", Type.DOUBLE),
                Field.required("judged", Type.BIGINT),
                Field.nullable("error", Type.DOUBLE),
                Field.nullable("same_error", Type.DOUBLE));
    }

    @Override
    public void onRow(ProcessRow row, KeyScope key) {
        double close = row.doubleAt(BarRow.CLOSE);
        long bars = key.isNull(BARS) ? 0 : key.longAt(BARS);
        double pull = row.isNull(VWAP) ? 0 : Math.log(close / row.doubleAt(VWAP));
        for (int i = 0; i < HORIZONS.length; i++) {
            int at = HORIZON + i * HORIZON_SLOTS;
            learn(at, HORIZONS[i], bars, close, key);
            long judged = Math.max(0, bars + 1 - HORIZONS[i]);
            double weight = weight(at, judged, key);
            double forecast = close * Math.exp(weight * pull);
            key.setDouble(at + FORECASTS + (int) (bars % LONGEST), forecast);
            key.putLong(0, row.longAt(BarRow.WINDOW_END));
            key.putDouble(1, close);
            key.putLong(2, HORIZONS[i]);
            key.putDouble(3, forecast);
            key.putLong(4, judged);
            if (judged > 0) {
                key.putDouble(5, key.doubleAt(at + ERRORS) / judged);
                key.putDouble(6, key.doubleAt(at + SAME_ERRORS) / judged);
            }
            key.emit();
        }
        key.setDouble(CLOSES + (int) (bars % LONGEST), close);
        key.setDouble(PULLS + (int) (bars % LONGEST), pull);
        key.setLong(BARS, bars + 1);
    }

    private static void learn(int at, int horizon, long bars, double close, KeyScope key) {
        if (bars < horizon) {
            return;
        }
        int then = (int) ((bars - horizon) % LONGEST);
        double before = key.doubleAt(CLOSES + then);
        double pull = key.doubleAt(PULLS + then);
        add(at + ERRORS, Math.abs(key.doubleAt(at + FORECASTS + then) - close), 1, key);
        add(at + SAME_ERRORS, Math.abs(before - close), 1, key);
        add(at + SQUARES, pull * pull, FORGETTING, key);
        add(at + PRODUCTS, pull * Math.log(close / before), FORGETTING, key);
    }

    private static double weight(int at, long judged, KeyScope key) {
        if (judged == 0 || !(key.doubleAt(at + SQUARES) > 0)) {
            return 0;
        }
        double seen = Math.min(judged, 1 / (1 - FORGETTING));
        return key.doubleAt(at + PRODUCTS) / (key.doubleAt(at + SQUARES) * (1 + RIDGE_BARS / seen));
    }

    private static void add(int slot, double value, double forgetting, KeyScope key) {
        key.setDouble(slot, (key.isNull(slot) ? 0 : key.doubleAt(slot) * forgetting) + value);
    }
}
