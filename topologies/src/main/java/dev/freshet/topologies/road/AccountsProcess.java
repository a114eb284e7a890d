package dev.freshet.topologies.road;

import dev.freshet.core.process.KeyScope;
import dev.freshet.core.process.KeyedProcess;
import dev.freshet.core.process.ProcessRow;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.List;

/**
 * Accounts of cars: adds up what all expressways charge, and answers what is asked, from the rows of {@link LinearRoadProcess}.
 * Used by name: {@code linear_road_accounts}, keyed by car. Rows of one time are in the order of what they hold, kind first,
 * so that a question is answered with all charges of its second.
 */
public final class AccountsProcess implements KeyedProcess {
    private static final int BALANCE = 0;

    @Override
    public String name() {
        return "linear_road_accounts";
    }

    @Override
    public Schema input() {
        return Schema.of(
                Field.nullable("kind", Type.BIGINT),
                Field.nullable("toll", Type.BIGINT),
                Field.nullable("qid", Type.BIGINT));
    }

    @Override
    public List<Field> state() {
        return List.of(Field.nullable("balance", Type.BIGINT));
    }

    @Override
    public Schema output() {
        return Schema.of(
                Field.nullable("qid", Type.BIGINT),
                Field.nullable("time", Type.BIGINT),
                Field.nullable("balance", Type.BIGINT));
    }

    @Override
    public void onRow(ProcessRow row, KeyScope key) {
        long balance = key.isNull(BALANCE) ? 0 : key.longAt(BALANCE);
        if (row.longAt(0) == LinearRoadProcess.CHARGE) {
            key.setLong(BALANCE, balance + row.longAt(1));
            return;
        }
        key.putLong(0, row.longAt(2));
        key.putLong(1, Math.floorDiv(key.timeMs(), 1000L));
        key.putLong(2, balance);
        key.emit();
    }
}
