package dev.freshet.topologies.deploy;

import dev.freshet.core.process.PartitionFunction;
import dev.freshet.core.process.ProcessRow;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import org.jspecify.annotations.Nullable;

/** Stands in docs/processes.md. */
public final class Zones implements PartitionFunction {
    @Override
    public String name() {
        return "zones";
    }

    @Override
    public Schema input() {
        return Schema.of(Field.nullable("lat", Type.DOUBLE));
    }

    @Override
    public @Nullable String partOf(ProcessRow row) {
        if (row.isNull(0)) {
            return null;
        }
        if (Math.abs(row.doubleAt(0)) > 90) {
            throw new IllegalArgumentException("no latitude: " + row.doubleAt(0));
        }
        return row.doubleAt(0) < 0 ? "south" : "north";
    }
}
