package dev.freshet.topologies.market;

import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;

/** What programs over bars read of one. */
final class BarRow {
    static final int WINDOW_END = 0;
    static final int CLOSE = 1;
    static final Schema SCHEMA =
            Schema.of(Field.required("window_end", Type.TIMESTAMP), Field.nullable("close", Type.DOUBLE));

    private BarRow() {}
}
