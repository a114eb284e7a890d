package dev.freshet.bolts;

import dev.freshet.core.process.KeyScope;
import dev.freshet.core.process.KeyedProcess;
import dev.freshet.core.process.ProcessRow;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.List;

/** Throws for every fifth number, when it has counted it. */
public final class Brittle implements KeyedProcess {
    @Override
    public String name() {
        return "brittle";
    }

    @Override
    public Schema input() {
        return Schema.of(Field.required("n", Type.BIGINT));
    }

    @Override
    public List<Field> state() {
        return List.of(Field.nullable("rows", Type.BIGINT));
    }

    @Override
    public boolean takesRowsAsTheyArrive() {
        return true;
    }

    @Override
    public Schema output() {
        return Schema.of(Field.required("rows", Type.BIGINT));
    }

    @Override
    public void onRow(ProcessRow row, KeyScope key) {
        key.setLong(0, key.isNull(0) ? 1 : key.longAt(0) + 1);
        key.putLong(0, key.longAt(0));
        key.emit();
        if (row.longAt(0) % 5 == 0) {
            throw new IllegalStateException("no fifth ones");
        }
    }
}
