package dev.freshet.topologies.road;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.process.KeyScope;
import dev.freshet.core.process.KeyedProcess;
import dev.freshet.core.process.ProcessRow;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.List;

/**
 * Linear Road for one direction of an expressway: tolls, accident alerts, what is charged to accounts, and questions about
 * accounts, which pass. Used by name: {@code linear_road}, keyed by expressway and direction. What a row is its {@code kind}
 * says, so that a charge is before a question of the same time.
 */
public final class LinearRoadProcess implements KeyedProcess {
    static final int CHARGE = 0;
    static final int QUESTION = 1;
    static final int TOLL = 2;
    static final int ACCIDENT = 3;

    private static final long ACCOUNT_TYPE = 2;
    private static final int OUT_KIND = 0;
    private static final int OUT_TIME = 1;
    private static final int OUT_VID = 2;
    private static final int OUT_LAV = 3;
    private static final int OUT_TOLL = 4;
    private static final int OUT_SEGMENT = 5;
    private static final int OUT_QID = 6;

    @Override
    public String name() {
        return "linear_road";
    }

    @Override
    public Schema input() {
        return Schema.of(
                Field.required("type", Type.BIGINT),
                Field.required("vid", Type.BIGINT),
                Field.required("speed", Type.BIGINT),
                Field.required("lane", Type.BIGINT),
                Field.required("dir", Type.BIGINT),
                Field.required("segment", Type.BIGINT),
                Field.required("position", Type.BIGINT),
                Field.required("qid", Type.BIGINT));
    }

    @Override
    public List<Field> state() {
        return List.of();
    }

    @Override
    public KeyMemory newMemory() {
        return new Expressway();
    }

    @Override
    public Schema output() {
        return Schema.of(
                Field.nullable("kind", Type.BIGINT),
                Field.nullable("time", Type.BIGINT),
                Field.nullable("vid", Type.BIGINT),
                Field.nullable("lav", Type.BIGINT),
                Field.nullable("toll", Type.BIGINT),
                Field.nullable("segment", Type.BIGINT),
                Field.nullable("qid", Type.BIGINT));
    }

    @Override
    public void onRow(ProcessRow row, KeyScope key) {
        long timeS = Math.floorDiv(key.timeMs(), 1000L);
        long vid = row.longAt(1);
        if (row.longAt(0) == ACCOUNT_TYPE) {
            begin(key, QUESTION, timeS, vid);
            key.putLong(OUT_QID, row.longAt(7));
            key.emit();
            return;
        }
        Expressway road = (Expressway) key.memory();
        road.report(
                timeS,
                vid,
                row.longAt(2),
                (int) row.longAt(3),
                (int) row.longAt(5),
                row.longAt(6),
                row.longAt(4) == 0 ? 1 : -1);
        if (road.charged() > 0) {
            begin(key, CHARGE, timeS, vid);
            key.putLong(OUT_TOLL, road.charged());
            key.emit();
        }
        if (road.entered()) {
            begin(key, TOLL, timeS, vid);
            key.putLong(OUT_LAV, road.meanSpeed());
            key.putLong(OUT_TOLL, road.toll());
            key.emit();
        }
        if (road.accident() >= 0) {
            begin(key, ACCIDENT, timeS, vid);
            key.putLong(OUT_SEGMENT, road.accident());
            key.emit();
        }
    }

    private static void begin(KeyScope key, int kind, long timeS, long vid) {
        key.putLong(OUT_KIND, kind);
        key.putLong(OUT_TIME, timeS);
        key.putLong(OUT_VID, vid);
    }
}
