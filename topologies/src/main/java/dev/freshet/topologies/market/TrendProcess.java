package dev.freshet.topologies.market;

import dev.freshet.core.process.KeyScope;
import dev.freshet.core.process.KeyedProcess;
import dev.freshet.core.process.ProcessRow;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.List;

/**
 * Whether closes go up or down, and since when: two cumulative sums (Page, Biometrika 1954) of the log returns in units of what is
 * usual, less a quarter each, one of rises and one of falls. Where one of them reaches 6 that is the trend from then on, and the
 * change point is the bar that it last stood at 0 behind; both begin anew. What is usual is the root of the mean square of returns, the
 * newest at 1/50, from the 20th on. A row a bar; {@code flat} until there is a trend. O(1).
 */
public final class TrendProcess implements KeyedProcess {
    private static final double DRIFT = 0.25;
    private static final double LIMIT = 6;
    private static final double WEIGHT = 0.02;
    private static final int LEARNED = 20;

    private static final int BARS = 0;
    private static final int CLOSE = 1;
    private static final int SQUARE = 2;
    private static final int RISE = 3;
    private static final int FALL = 4;
    private static final int RISE_SINCE = 5;
    private static final int FALL_SINCE = 6;
    private static final int RISE_FROM = 7;
    private static final int FALL_FROM = 8;
    private static final int TREND = 9;
    private static final int SINCE = 10;
    private static final int FROM = 11;
    private static final int END = 12;

    @Override
    public String name() {
        return "market_trend";
    }

    @Override
    public Schema input() {
        return BarRow.SCHEMA;
    }

    @Override
    public List<Field> state() {
        return List.of(
                Field.nullable("bars", Type.BIGINT),
                Field.nullable("close", Type.DOUBLE),
                Field.nullable("square", Type.DOUBLE),
                Field.nullable("rise", Type.DOUBLE),
                Field.nullable("fall", Type.DOUBLE),
                Field.nullable("rise_since", Type.TIMESTAMP),
                Field.nullable("fall_since", Type.TIMESTAMP),
                Field.nullable("rise_from", Type.DOUBLE),
                Field.nullable("fall_from", Type.DOUBLE),
                Field.nullable("trend", Type.VARCHAR),
                Field.nullable("since", Type.TIMESTAMP),
                Field.nullable("from", Type.DOUBLE),
                Field.nullable("end", Type.TIMESTAMP));
    }

    @Override
    public Schema output() {
        return Schema.of(
                Field.required("window_end", Type.TIMESTAMP),
                Field.required("close", Type.DOUBLE),
                Field.required("trend", Type.VARCHAR),
                Field.nullable("since", Type.TIMESTAMP),
                Field.nullable("change", Type.DOUBLE),
                Field.required("changed", Type.BOOLEAN));
    }

    @Override
    public void onRow(ProcessRow row, KeyScope key) {
        double close = row.doubleAt(BarRow.CLOSE);
        long end = row.longAt(BarRow.WINDOW_END);
        long bars = key.isNull(BARS) ? 0 : key.longAt(BARS);
        boolean changed = bars > 0 && step(Math.log(close / key.doubleAt(CLOSE)), bars, key);
        key.putLong(0, end);
        key.putDouble(1, close);
        key.putText(2, key.isNull(TREND) ? "flat" : key.textAt(TREND));
        if (!key.isNull(SINCE)) {
            key.putLong(3, key.longAt(SINCE));
            key.putDouble(4, close / key.doubleAt(FROM) - 1);
        }
        key.putBoolean(5, changed);
        key.setLong(BARS, bars + 1);
        key.setDouble(CLOSE, close);
        key.setLong(END, end);
        key.emit();
    }

    private static boolean step(double change, long bars, KeyScope key) {
        double square = key.isNull(SQUARE) ? change * change : key.doubleAt(SQUARE);
        boolean changed = false;
        if (bars > LEARNED && square > 0) {
            double units = change / Math.sqrt(square);
            double rise = sum(RISE, RISE_SINCE, RISE_FROM, units - DRIFT, key);
            double fall = sum(FALL, FALL_SINCE, FALL_FROM, -units - DRIFT, key);
            if (rise >= LIMIT) {
                changed = turn("up", RISE_SINCE, RISE_FROM, key);
            } else if (fall >= LIMIT) {
                changed = turn("down", FALL_SINCE, FALL_FROM, key);
            }
        }
        key.setDouble(SQUARE, square + (change * change - square) * WEIGHT);
        return changed;
    }

    private static double sum(int slot, int since, int from, double step, KeyScope key) {
        double before = key.isNull(slot) ? 0 : key.doubleAt(slot);
        if (before <= 0) {
            key.setLong(since, key.longAt(END));
            key.setDouble(from, key.doubleAt(CLOSE));
        }
        double now = Math.max(0, before + step);
        key.setDouble(slot, now);
        return now;
    }

    private static boolean turn(String trend, int since, int from, KeyScope key) {
        key.setDouble(RISE, 0);
        key.setDouble(FALL, 0);
        if (!key.isNull(TREND) && key.textAt(TREND).equals(trend)) {
            return false;
        }
        key.setText(TREND, trend);
        key.setLong(SINCE, key.longAt(since));
        key.setDouble(FROM, key.doubleAt(from));
        return true;
    }
}
