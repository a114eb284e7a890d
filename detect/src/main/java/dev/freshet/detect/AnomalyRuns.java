package dev.freshet.detect;

import dev.freshet.core.process.KeyScope;
import dev.freshet.core.process.KeyedProcess;
import dev.freshet.core.process.ProcessRow;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.List;

/**
 * Makes one row of the rows of a key that are anomalies with fewer than {@value #QUIET_ROWS} others between: from the first
 * one's time to the last one's, with the score, reason and detector of the one that is strangest, the first of several. It is
 * made when that many others have followed, or the input ends. Used as {@code anomaly_runs} behind a {@link DetectProcess}.
 */
public final class AnomalyRuns implements KeyedProcess {
    /** How many rows that are none end an anomaly. */
    public static final int QUIET_ROWS = 12;

    /** How long an anomaly waits for its end where no rows follow: longer than a series is silent before it is forgotten. */
    private static final long WAIT_MS = 300L * 86_400_000;

    private static final int START = 0;
    private static final int END = 1;
    private static final int PEAK = 2;
    private static final int REASON = 3;
    private static final int DETECTOR = 4;
    private static final int QUIET = 5;
    private static final int DUE = 6;

    @Override
    public String name() {
        return "anomaly_runs";
    }

    @Override
    public Schema input() {
        return Schema.of(
                Field.nullable("anomaly", Type.BOOLEAN),
                Field.nullable("score", Type.DOUBLE),
                Field.nullable("reason", Type.VARCHAR),
                Field.nullable("detector", Type.VARCHAR));
    }

    @Override
    public List<Field> state() {
        return List.of(
                Field.nullable("start", Type.TIMESTAMP),
                Field.nullable("end", Type.TIMESTAMP),
                Field.nullable("peak", Type.DOUBLE),
                Field.nullable("reason", Type.VARCHAR),
                Field.nullable("detector", Type.VARCHAR),
                Field.nullable("quiet", Type.BIGINT),
                Field.nullable("due", Type.TIMESTAMP));
    }

    @Override
    public Schema output() {
        return Schema.of(
                Field.nullable("start", Type.TIMESTAMP),
                Field.nullable("end", Type.TIMESTAMP),
                Field.nullable("peak", Type.DOUBLE),
                Field.nullable("reason", Type.VARCHAR),
                Field.nullable("detector", Type.VARCHAR));
    }

    @Override
    public boolean takesRowsAsTheyArrive() {
        return true;
    }

    @Override
    public void onRow(ProcessRow row, KeyScope key) {
        if (!row.isNull(0) && row.booleanAt(0)) {
            anomaly(row, key);
        } else if (!key.isNull(START)) {
            long quiet = key.longAt(QUIET) + 1;
            key.setLong(QUIET, quiet);
            if (quiet == QUIET_ROWS) {
                end(key);
            }
        }
    }

    private static void anomaly(ProcessRow row, KeyScope key) {
        double score = row.doubleAt(1);
        boolean first = key.isNull(START);
        if (first) {
            key.setLong(START, key.timeMs());
        } else {
            key.cancelTimer(key.longAt(DUE));
        }
        key.setLong(END, key.timeMs());
        key.setLong(QUIET, 0);
        if (first || score > key.doubleAt(PEAK)) {
            key.setDouble(PEAK, score);
            key.setText(REASON, row.isNull(2) ? "" : row.textAt(2));
            key.setText(DETECTOR, row.isNull(3) ? "" : row.textAt(3));
        }
        key.setLong(DUE, key.timeMs() + WAIT_MS);
        key.setTimer(key.timeMs() + WAIT_MS);
    }

    @Override
    public void onTimer(long timeMs, KeyScope key) {
        if (!key.isNull(START)) {
            end(key);
        }
    }

    private static void end(KeyScope key) {
        key.cancelTimer(key.longAt(DUE));
        key.putLong(0, key.longAt(START));
        key.putLong(1, key.longAt(END));
        key.putDouble(2, key.doubleAt(PEAK));
        key.putText(3, key.textAt(REASON));
        key.putText(4, key.textAt(DETECTOR));
        key.emit();
        for (int slot = START; slot <= DUE; slot++) {
            key.setNull(slot);
        }
    }
}
