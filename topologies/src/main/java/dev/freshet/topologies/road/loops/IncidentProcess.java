package dev.freshet.topologies.road.loops;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.process.KeyScope;
import dev.freshet.core.process.KeyedProcess;
import dev.freshet.core.process.ProcessRow;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.topologies.road.loops.Along.Site;
import java.util.List;

/**
 * Incidents: where traffic is far slower than expected of the time of day, and flows at the next sensor downstream; so the place itself
 * is found, not the queue behind it (as the California algorithms do; Payne, Tignor, Transportation Research Record 682, 1978). Used by name:
 * {@code road_incidents}, keyed by road and direction. A row where one begins, and one where it ends.
 */
public final class IncidentProcess implements KeyedProcess {
    @Override
    public String name() {
        return "road_incidents";
    }

    @Override
    public Schema input() {
        return Schema.of(
                Field.nullable("ts", Type.TIMESTAMP),
                Field.nullable("sensor", Type.VARCHAR),
                Field.nullable("heading", Type.VARCHAR),
                Field.nullable("position", Type.DOUBLE),
                Field.nullable("speed", Type.DOUBLE),
                Field.nullable("free", Type.DOUBLE),
                Field.nullable("expected", Type.DOUBLE));
    }

    @Override
    public List<Field> state() {
        return List.of(Field.nullable("ts", Type.TIMESTAMP));
    }

    @Override
    public KeyMemory newMemory() {
        return new Along<>(Suspicion::new);
    }

    @Override
    public Schema output() {
        return Schema.of(
                Field.nullable("sensor", Type.VARCHAR),
                Field.nullable("position", Type.DOUBLE),
                Field.nullable("state", Type.VARCHAR),
                Field.nullable("since", Type.TIMESTAMP),
                Field.nullable("score", Type.DOUBLE),
                Field.nullable("speed", Type.DOUBLE),
                Field.nullable("expected", Type.DOUBLE),
                Field.nullable("downstream", Type.DOUBLE));
    }

    @Override
    public void onRow(ProcessRow row, KeyScope key) {
        Site<Suspicion> site = along(key).at(row.textAt(1), row.doubleAt(3), row.textAt(2));
        site.state()
                .reads(row.longAt(0), row.doubleAt(4), row.doubleAt(5), row.isNull(6) ? Double.NaN : row.doubleAt(6));
        key.setLong(0, row.longAt(0));
        key.setTimer(key.timeMs());
    }

    @Override
    public void onTimer(long timeMs, KeyScope key) {
        long slotMs = key.longAt(0);
        List<Site<Suspicion>> sites = along(key).sites();
        for (int i = 0; i < sites.size(); i++) {
            Site<Suspicion> site = sites.get(i);
            if (!site.state().hasRead(slotMs) || Double.isNaN(site.state().expected())) {
                continue;
            }
            double downstream = i + 1 < sites.size() ? sites.get(i + 1).state().speed(slotMs) : Double.NaN;
            String news = site.state().judge(downstream);
            if (!news.isEmpty()) {
                emit(site, news, downstream, key);
            }
        }
    }

    private static void emit(Site<Suspicion> site, String news, double downstream, KeyScope key) {
        Suspicion of = site.state();
        key.putText(0, site.sensor());
        key.putDouble(1, site.position());
        key.putText(2, news);
        key.putLong(3, of.sinceMs());
        key.putDouble(4, of.score());
        key.putDouble(5, of.speed());
        key.putDouble(6, of.expected());
        if (!Double.isNaN(downstream)) {
            key.putDouble(7, downstream);
        }
        key.emit();
    }

    @SuppressWarnings("unchecked")
    private static Along<Suspicion> along(KeyScope key) {
        return (Along<Suspicion>) key.memory();
    }
}
