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
 * Indicators of closes, a row a bar; each is NULL until it has as many bars as it speaks of. O(20) a bar.
 *
 * <ul>
 *   <li>RSI over 14 changes (Wilder, New Concepts in Technical Trading Systems, 1978): gains and losses smoothed by 1/14 from 0; NULL
 *       where nothing has moved.
 *   <li>MACD (Appel): the EMA of 12 less that of 26 bars, its own EMA of 9, and what is between; all from the first close.
 *   <li>Bollinger's bands: the mean of 20 bars, and two standard deviations (of a population) around it.
 * </ul>
 */
public final class IndicatorProcess implements KeyedProcess {
    private static final int RSI_CHANGES = 14;
    private static final int FAST_BARS = 12;
    private static final int SLOW_BARS = 26;
    private static final int SIGNAL_BARS = 9;
    private static final int BAND_BARS = 20;
    private static final double BAND_WIDTH = 2;

    private static final int BARS = 0;
    private static final int PREVIOUS = 1;
    private static final int GAIN = 2;
    private static final int LOSS = 3;
    private static final int FAST = 4;
    private static final int SLOW = 5;
    private static final int SIGNAL = 6;
    private static final int CLOSES = 7;

    @Override
    public String name() {
        return "market_indicators";
    }

    @Override
    public Schema input() {
        return BarRow.SCHEMA;
    }

    @Override
    public List<Field> state() {
        List<Field> fields = new ArrayList<>(List.of(Field.nullable("bars", Type.BIGINT)));
        for (String name : List.of("previous", "gain", "loss", "fast", "slow", "signal")) {
            fields.add(Field.nullable(name, Type.DOUBLE));
        }
        for (int i = 0; i < BAND_BARS; i++) {
            fields.add(Field.nullable("close_" + i, Type.DOUBLE));
        }
        return fields;
    }

    @Override
    public Schema output() {
        return Schema.of(
                Field.required("window_end", Type.TIMESTAMP),
                Field.required("close", Type.DOUBLE),
                Field.nullable("rsi14", Type.DOUBLE),
                Field.nullable("macd", Type.DOUBLE),
                Field.nullable("macd_signal", Type.DOUBLE),
                Field.nullable("macd_histogram", Type.DOUBLE),
                Field.nullable("bollinger_middle", Type.DOUBLE),
                Field.nullable("bollinger_upper", Type.DOUBLE),
                Field.nullable("bollinger_lower", Type.DOUBLE));
    }

    @Override
    public void onRow(ProcessRow row, KeyScope key) {
        double close = row.doubleAt(BarRow.CLOSE);
        long bars = (key.isNull(BARS) ? 0 : key.longAt(BARS)) + 1;
        key.setLong(BARS, bars);
        key.putLong(0, row.longAt(BarRow.WINDOW_END));
        key.putDouble(1, close);
        strength(close, bars, key);
        convergence(close, bars, key);
        bands(close, bars, key);
        key.setDouble(PREVIOUS, close);
        key.emit();
    }

    private static void strength(double close, long bars, KeyScope key) {
        double change = bars == 1 ? 0 : close - key.doubleAt(PREVIOUS);
        double gain = smoothed(GAIN, Math.max(0, change), 1.0 / RSI_CHANGES, bars, key);
        double loss = smoothed(LOSS, Math.max(0, -change), 1.0 / RSI_CHANGES, bars, key);
        if (bars > RSI_CHANGES && gain + loss > 0) {
            key.putDouble(2, loss == 0 ? 100 : 100 - 100 / (1 + gain / loss));
        }
    }

    private static void convergence(double close, long bars, KeyScope key) {
        double fast = smoothed(FAST, close, 2.0 / (FAST_BARS + 1), bars, key);
        double slow = smoothed(SLOW, close, 2.0 / (SLOW_BARS + 1), bars, key);
        double macd = fast - slow;
        double signal = smoothed(SIGNAL, macd, 2.0 / (SIGNAL_BARS + 1), bars, key);
        if (bars >= SLOW_BARS) {
            key.putDouble(3, macd);
        }
        if (bars >= SLOW_BARS + SIGNAL_BARS - 1) {
            key.putDouble(4, signal);
            key.putDouble(5, macd - signal);
        }
    }

    private static void bands(double close, long bars, KeyScope key) {
        key.setDouble(CLOSES + (int) (bars % BAND_BARS), close);
        if (bars < BAND_BARS) {
            return;
        }
        double sum = 0;
        for (int i = 0; i < BAND_BARS; i++) {
            sum += key.doubleAt(CLOSES + i);
        }
        double mean = sum / BAND_BARS;
        double squares = 0;
        for (int i = 0; i < BAND_BARS; i++) {
            double off = key.doubleAt(CLOSES + i) - mean;
            squares += off * off;
        }
        double width = BAND_WIDTH * Math.sqrt(squares / BAND_BARS);
        key.putDouble(6, mean);
        key.putDouble(7, mean + width);
        key.putDouble(8, mean - width);
    }

    private static double smoothed(int slot, double value, double weight, long bars, KeyScope key) {
        double now = bars == 1 ? value : key.doubleAt(slot) + (value - key.doubleAt(slot)) * weight;
        key.setDouble(slot, now);
        return now;
    }
}
