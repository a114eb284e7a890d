package dev.freshet.topologies.market;

import dev.freshet.core.process.KeyScope;
import dev.freshet.core.process.KeyedProcess;
import dev.freshet.core.process.ProcessRow;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.List;

/**
 * A ledger that follows signals: at {@code buy} all cash goes into the symbol, at {@code sell} all of it comes back. What is bought costs
 * the close and {@code slippage} of it more, what is sold brings as much less, and of either {@code fee} is paid. Beside it stands who
 * bought at the first bar, at the same cost, and kept it. A row a bar. O(1).
 */
public final class PaperProcess implements KeyedProcess {
    private static final int WINDOW_END = 0;
    private static final int CLOSE = 1;
    private static final int SIGNAL = 2;
    private static final int CAPITAL = 3;
    private static final int FEE = 4;
    private static final int SLIPPAGE = 5;

    private static final int CASH = 0;
    private static final int POSITION = 1;
    private static final int PEAK = 2;
    private static final int KEPT = 3;
    private static final int TRADES = 4;
    private static final int FEES = 5;

    @Override
    public String name() {
        return "market_paper";
    }

    @Override
    public Schema input() {
        return Schema.of(
                Field.nullable("window_end", Type.TIMESTAMP),
                Field.nullable("close", Type.DOUBLE),
                Field.nullable("signal", Type.VARCHAR),
                Field.nullable("capital", Type.DOUBLE),
                Field.nullable("fee", Type.DOUBLE),
                Field.nullable("slippage", Type.DOUBLE));
    }

    @Override
    public List<Field> state() {
        return List.of(
                Field.nullable("cash", Type.DOUBLE),
                Field.nullable("position", Type.DOUBLE),
                Field.nullable("peak", Type.DOUBLE),
                Field.nullable("kept", Type.DOUBLE),
                Field.nullable("trades", Type.BIGINT),
                Field.nullable("fees", Type.DOUBLE));
    }

    @Override
    public Schema output() {
        return Schema.of(
                Field.required("window_end", Type.TIMESTAMP),
                Field.required("close", Type.DOUBLE),
                Field.required("position", Type.DOUBLE),
                Field.required("cash", Type.DOUBLE),
                Field.required("equity", Type.DOUBLE),
                Field.required("profit", Type.DOUBLE),
                Field.required("drawdown", Type.DOUBLE),
                Field.required("hold_profit", Type.DOUBLE),
                Field.required("trades", Type.BIGINT),
                Field.required("fees", Type.DOUBLE));
    }

    @Override
    public void onRow(ProcessRow row, KeyScope key) {
        double close = row.doubleAt(CLOSE);
        double capital = row.doubleAt(CAPITAL);
        double dear = close * (1 + row.doubleAt(SLIPPAGE)) * (1 + row.doubleAt(FEE));
        if (key.isNull(CASH)) {
            key.setDouble(CASH, capital);
            key.setDouble(POSITION, 0);
            key.setDouble(PEAK, capital);
            key.setDouble(KEPT, capital / dear);
            key.setLong(TRADES, 0);
            key.setDouble(FEES, 0);
        }
        if (!row.isNull(SIGNAL)) {
            trade(row, close, key);
        }
        double equity = key.doubleAt(CASH) + key.doubleAt(POSITION) * close;
        double peak = Math.max(key.doubleAt(PEAK), equity);
        key.setDouble(PEAK, peak);
        key.putLong(0, row.longAt(WINDOW_END));
        key.putDouble(1, close);
        key.putDouble(2, key.doubleAt(POSITION));
        key.putDouble(3, key.doubleAt(CASH));
        key.putDouble(4, equity);
        key.putDouble(5, equity - capital);
        key.putDouble(6, 1 - equity / peak);
        key.putDouble(7, key.doubleAt(KEPT) * close - capital);
        key.putLong(8, key.longAt(TRADES));
        key.putDouble(9, key.doubleAt(FEES));
        key.emit();
    }

    private static void trade(ProcessRow row, double close, KeyScope key) {
        double fee = row.doubleAt(FEE);
        double position = key.doubleAt(POSITION);
        double cash = key.doubleAt(CASH);
        if (row.textAt(SIGNAL).equals(CrossingProcess.BUY) && cash > 0) {
            double price = close * (1 + row.doubleAt(SLIPPAGE));
            double bought = cash / (price * (1 + fee));
            traded(0, bought, bought * price * fee, key);
        } else if (row.textAt(SIGNAL).equals(CrossingProcess.SELL) && position > 0) {
            double proceeds = position * close * (1 - row.doubleAt(SLIPPAGE));
            traded(cash + proceeds * (1 - fee), 0, proceeds * fee, key);
        }
    }

    private static void traded(double cash, double position, double fee, KeyScope key) {
        key.setDouble(CASH, cash);
        key.setDouble(POSITION, position);
        key.setDouble(FEES, key.doubleAt(FEES) + fee);
        key.setLong(TRADES, key.longAt(TRADES) + 1);
    }
}
