package dev.freshet.topologies.links;

import dev.freshet.core.process.ProcessRow;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;

/**
 * A sample of an interface; what is not there counts as 0.
 *
 * @param inBps bits per second that come in
 * @param outBps bits per second that go out
 * @param packets per second, of both directions
 * @param lost errors and drops since the sample before
 * @param speed bits per second
 */
record TelemetryRow(double inBps, double outBps, double packets, double lost, double speed) {
    static final int INTERFACE = 0;
    static final Schema SCHEMA = Schema.of(
            Field.nullable("interface", Type.VARCHAR),
            Field.nullable("in_bps", Type.DOUBLE),
            Field.nullable("out_bps", Type.DOUBLE),
            Field.nullable("in_pps", Type.DOUBLE),
            Field.nullable("out_pps", Type.DOUBLE),
            Field.nullable("errors", Type.DOUBLE),
            Field.nullable("drops", Type.DOUBLE),
            Field.nullable("speed", Type.DOUBLE));

    static TelemetryRow of(ProcessRow row) {
        return new TelemetryRow(
                number(row, 1),
                number(row, 2),
                number(row, 3) + number(row, 4),
                number(row, 5) + number(row, 6),
                number(row, 7));
    }

    private static double number(ProcessRow row, int column) {
        return row.isNull(column) ? 0 : row.doubleAt(column);
    }
}
