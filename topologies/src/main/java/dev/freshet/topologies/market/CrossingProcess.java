package dev.freshet.topologies.market;

import dev.freshet.core.process.KeyScope;
import dev.freshet.core.process.KeyedProcess;
import dev.freshet.core.process.ProcessRow;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.List;

/**
 * Exponential moving averages of closes over 38 and 100 bars, each from 0: {@code EMA_j = close · 2/(1 + j) + before · (1 − 2/(1 +
 * j))}. Where the short one has come to be above the long one it says {@code buy}, where below {@code sell}; before the first bar both are
 * 0, so that one is a {@code buy}. A row a bar. O(1).
 */
public final class CrossingProcess implements KeyedProcess {
    /** The word for the short average coming to be above the long one. */
    public static final String BUY = "buy";
    /** The word for the short average coming to be below the long one. */
    public static final String SELL = "sell";

    private static final int SHORT_BARS = 38;
    private static final int LONG_BARS = 100;
    private static final int SHORT = 0;
    private static final int LONG = 1;

    @Override
    public String name() {
        return "market_crossing";
    }

    @Override
    public Schema input() {
        return BarRow.SCHEMA;
    }

    @Override
    public List<Field> state() {
        return List.of(Field.nullable("short", Type.DOUBLE), Field.nullable("long", Type.DOUBLE));
    }

    @Override
    public Schema output() {
        return Schema.of(
                Field.required("window_end", Type.TIMESTAMP),
                Field.required("close", Type.DOUBLE),
                Field.required("ema38", Type.DOUBLE),
                Field.required("ema100", Type.DOUBLE),
                Field.nullable("signal", Type.VARCHAR));
    }

    @Override
    public void onRow(ProcessRow row, KeyScope key) {
        double shortBefore = key.isNull(SHORT) ? 0 : key.doubleAt(SHORT);
        double longBefore = key.isNull(LONG) ? 0 : key.doubleAt(LONG);
        double close = row.doubleAt(BarRow.CLOSE);
        double shortNow = next(shortBefore, close, SHORT_BARS);
        double longNow = next(longBefore, close, LONG_BARS);
        key.setDouble(SHORT, shortNow);
        key.setDouble(LONG, longNow);
        key.putLong(0, row.longAt(BarRow.WINDOW_END));
        key.putDouble(1, close);
        key.putDouble(2, shortNow);
        key.putDouble(3, longNow);
        if (shortNow > longNow && shortBefore <= longBefore) {
            key.putText(4, BUY);
        } else if (shortNow < longNow && shortBefore >= longBefore) {
            key.putText(4, SELL);
        }
        key.emit();
    }

    private static double next(double before, double close, int bars) {
        double weight = 2.0 / (1 + bars);
        return close * weight + before * (1 - weight);
    }
}
