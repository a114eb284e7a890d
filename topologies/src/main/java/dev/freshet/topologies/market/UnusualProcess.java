package dev.freshet.topologies.market;

import dev.freshet.core.process.KeyScope;
import dev.freshet.core.process.KeyedProcess;
import dev.freshet.core.process.ProcessRow;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.List;

/**
 * Values that are more than 5 standard deviations from the mean of those before, the newest of which weigh 1/50 (the exponentially weighted
 * moving average of control charts; Roberts, Technometrics 1959). A value further off than 3 counts as if it were 3 off, so
 * that what is unusual does not become usual at once. It says nothing of the first 30. O(1).
 */
public final class UnusualProcess implements KeyedProcess {
    private static final int LEARNED = 30;
    private static final double WEIGHT = 0.02;
    private static final double LIMIT = 5;
    private static final double TAKEN = 3;

    private static final int VALUE = 1;
    private static final int VALUES = 0;
    private static final int MEAN = 1;
    private static final int VARIANCE = 2;

    @Override
    public String name() {
        return "market_unusual";
    }

    @Override
    public Schema input() {
        return Schema.of(Field.nullable("window_end", Type.TIMESTAMP), Field.nullable("value", Type.DOUBLE));
    }

    @Override
    public List<Field> state() {
        return List.of(
                Field.nullable("values", Type.BIGINT),
                Field.nullable("mean", Type.DOUBLE),
                Field.nullable("variance", Type.DOUBLE));
    }

    @Override
    public Schema output() {
        return Schema.of(
                Field.required("window_end", Type.TIMESTAMP),
                Field.required("value", Type.DOUBLE),
                Field.required("usual", Type.DOUBLE),
                Field.required("score", Type.DOUBLE));
    }

    @Override
    public void onRow(ProcessRow row, KeyScope key) {
        double value = row.doubleAt(VALUE);
        long values = key.isNull(VALUES) ? 0 : key.longAt(VALUES);
        double mean = values == 0 ? value : key.doubleAt(MEAN);
        double variance = values == 0 ? 0 : key.doubleAt(VARIANCE);
        double deviation = Math.sqrt(variance);
        double off = value - mean;
        if (values >= LEARNED && deviation > 0) {
            double score = Math.abs(off) / deviation;
            if (score > LIMIT) {
                key.putLong(0, row.longAt(0));
                key.putDouble(1, value);
                key.putDouble(2, mean);
                key.putDouble(3, score);
                key.emit();
            }
            off = Math.max(-TAKEN * deviation, Math.min(TAKEN * deviation, off));
        }
        double weight = Math.max(WEIGHT, 1.0 / (values + 1));
        key.setLong(VALUES, values + 1);
        key.setDouble(MEAN, mean + weight * off);
        key.setDouble(VARIANCE, (1 - weight) * (variance + weight * off * off));
    }
}
