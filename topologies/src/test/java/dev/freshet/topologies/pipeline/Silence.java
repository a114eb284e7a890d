package dev.freshet.topologies.pipeline;

import dev.freshet.core.process.KeyScope;
import dev.freshet.core.process.KeyedProcess;
import dev.freshet.core.process.ProcessRow;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.List;

/** Stands in docs/processes.md: tells when a key has been silent for five minutes. */
public final class Silence implements KeyedProcess {
    private static final long PATIENCE_MS = 300_000;
    private static final int HOTTEST = 0;
    private static final int DUE = 1;

    @Override
    public String name() {
        return "silence";
    }

    @Override
    public Schema input() {
        return Schema.of(Field.nullable("celsius", Type.DOUBLE));
    }

    @Override
    public List<Field> state() {
        return List.of(Field.nullable("hottest", Type.DOUBLE), Field.nullable("due", Type.TIMESTAMP));
    }

    @Override
    public Schema output() {
        return Schema.of(Field.required("since", Type.TIMESTAMP), Field.nullable("hottest", Type.DOUBLE));
    }

    @Override
    public void onRow(ProcessRow row, KeyScope key) {
        if (!row.isNull(0) && (key.isNull(HOTTEST) || row.doubleAt(0) > key.doubleAt(HOTTEST))) {
            key.setDouble(HOTTEST, row.doubleAt(0));
        }
        if (!key.isNull(DUE)) {
            key.cancelTimer(key.longAt(DUE));
        }
        key.setLong(DUE, key.timeMs() + PATIENCE_MS);
        key.setTimer(key.timeMs() + PATIENCE_MS);
    }

    @Override
    public void onTimer(long timeMs, KeyScope key) {
        key.putLong(0, timeMs - PATIENCE_MS);
        if (!key.isNull(HOTTEST)) {
            key.putDouble(1, key.doubleAt(HOTTEST));
        }
        key.emit();
        key.forget();
    }
}
