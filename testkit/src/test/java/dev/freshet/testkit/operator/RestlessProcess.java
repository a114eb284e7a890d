package dev.freshet.testkit.operator;

import dev.freshet.core.process.KeyScope;
import dev.freshet.core.process.KeyedProcess;
import dev.freshet.core.process.ProcessRow;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.List;

/** Uses all that a process may, as its rows happen to say, and throws for some of them when it has changed everything. */
public final class RestlessProcess implements KeyedProcess {
    @Override
    public String name() {
        return "restless";
    }

    @Override
    public Schema input() {
        return Schema.of(
                Field.nullable("bytes", Type.BIGINT),
                Field.nullable("src", Type.VARCHAR),
                Field.nullable("ratio", Type.DOUBLE));
    }

    @Override
    public List<Field> state() {
        return List.of(
                Field.nullable("count", Type.BIGINT),
                Field.nullable("sum", Type.DOUBLE),
                Field.nullable("text", Type.VARCHAR),
                Field.nullable("odd", Type.BOOLEAN),
                Field.nullable("timer", Type.TIMESTAMP));
    }

    @Override
    public Schema output() {
        return Schema.of(
                Field.required("why", Type.VARCHAR),
                Field.nullable("count", Type.BIGINT),
                Field.nullable("sum", Type.DOUBLE),
                Field.nullable("text", Type.VARCHAR),
                Field.nullable("odd", Type.BOOLEAN));
    }

    @Override
    public void onRow(ProcessRow row, KeyScope key) {
        key.setLong(0, key.isNull(0) ? 1 : key.longAt(0) + 1);
        key.setBoolean(3, key.isNull(3) || !key.booleanAt(3));
        if (!row.isNull(2)) {
            key.setDouble(1, (key.isNull(1) ? 0 : key.doubleAt(1) / 2) + row.doubleAt(2));
        }
        if (row.isNull(0)) {
            key.setNull(2);
            return;
        }
        long bytes = row.longAt(0);
        key.setText(2, (row.isNull(1) ? "none" : row.textAt(1)) + bytes);
        switch ((int) Math.floorMod(bytes, 8L)) {
            case 0 -> send("row", key);
            case 1 -> key.forget();
            case 2, 3, 4 -> {
                // Some of these are behind already.
                key.setTimer(key.timeMs() + bytes);
                key.setLong(4, key.timeMs() + bytes);
            }
            case 5 -> {
                if (!key.isNull(4)) {
                    key.cancelTimer(key.longAt(4));
                }
            }
            case 6 -> {
                key.putText(0, "never sent");
                key.setTimer(key.timeMs());
            }
            default -> key.setTimer(Long.MAX_VALUE);
        }
        if (bytes % 11 == 3) {
            send("taken back", key);
            throw new IllegalStateException("bytes " + bytes);
        }
    }

    @Override
    public void onTimer(long timeMs, KeyScope key) {
        send("timer", key);
        if (timeMs % 17 == 0) {
            key.setNull(2);
            key.cancelTimer(timeMs + 1);
            throw new IllegalStateException("timer " + timeMs);
        }
        if (timeMs % 3 == 0) {
            send("again", key);
            key.setTimer(timeMs - 5);
        } else if (timeMs % 7 == 0) {
            key.forget();
        } else if (timeMs % 5 == 0) {
            key.setTimer(timeMs + 20);
        }
    }

    private static void send(String why, KeyScope key) {
        key.putText(0, why);
        if (!key.isNull(0)) {
            key.putLong(1, key.longAt(0));
        }
        if (!key.isNull(1)) {
            key.putDouble(2, key.doubleAt(1));
        }
        if (!key.isNull(2)) {
            key.putText(3, key.textAt(2));
        }
        if (!key.isNull(3)) {
            key.putBoolean(4, key.booleanAt(3));
        }
        key.emit();
    }
}
