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
 * Shock waves (Lighthill, Whitham, Proc. Royal Society A 229, 1955): falls of speed that go from sensor to sensor upstream. A fall from free
 * flow belongs to the wave of the next sensor downstream that fell up to half an hour before, or, since times between readings are
 * reckoned, 5 minutes behind it. Used by name: {@code road_shockwaves}, keyed by road and direction, over readings of
 * five minutes. A row for each sensor that a wave reaches when it has been on its way for 5 minutes.
 */
public final class ShockwaveProcess implements KeyedProcess {
    private static final long STEP_MS = 300_000;
    private static final double LATEST_MS = 1_800_000;
    private static final double HOUR_MS = 3_600_000;
    private static final double FARTHEST = 10;

    @Override
    public String name() {
        return "road_shockwaves";
    }

    @Override
    public Schema input() {
        return Schema.of(
                Field.required("window_start", Type.TIMESTAMP),
                Field.nullable("sensor", Type.VARCHAR),
                Field.nullable("heading", Type.VARCHAR),
                Field.nullable("position", Type.DOUBLE),
                Field.nullable("speed", Type.DOUBLE),
                Field.nullable("free", Type.DOUBLE));
    }

    @Override
    public List<Field> state() {
        return List.of();
    }

    @Override
    public KeyMemory newMemory() {
        return new Along<>(WaveFront::new);
    }

    @Override
    public Schema output() {
        return Schema.of(
                Field.nullable("origin", Type.VARCHAR),
                Field.nullable("since", Type.TIMESTAMP),
                Field.nullable("sensor", Type.VARCHAR),
                Field.nullable("position", Type.DOUBLE),
                Field.nullable("reached", Type.TIMESTAMP),
                Field.nullable("travelled", Type.DOUBLE),
                Field.nullable("sensors", Type.BIGINT),
                Field.nullable("wave_speed", Type.DOUBLE));
    }

    @Override
    public void onRow(ProcessRow row, KeyScope key) {
        along(key)
                .at(row.textAt(1), row.doubleAt(3), row.textAt(2))
                .state()
                .reads(row.longAt(0), row.doubleAt(4), row.doubleAt(5));
        key.setTimer(key.timeMs());
    }

    @Override
    public void onTimer(long timeMs, KeyScope key) {
        long slotMs = Math.floorDiv(timeMs, STEP_MS) * STEP_MS;
        List<Site<WaveFront>> sites = along(key).sites();
        for (int i = sites.size() - 1; i >= 0; i--) {
            Site<WaveFront> site = sites.get(i);
            double fellMs = site.state().falls(slotMs, STEP_MS);
            if (Double.isNaN(fellMs)) {
                continue;
            }
            WaveFront front = site.state();
            front.fellMs = fellMs;
            if (i + 1 < sites.size() && follows(site, sites.get(i + 1))) {
                WaveFront ahead = sites.get(i + 1).state();
                front.origin = ahead.origin;
                front.originMs = ahead.originMs;
                front.originWay = ahead.originWay;
                front.sensors = ahead.sensors + 1;
                tell(site, key);
            } else {
                front.origin = site.sensor();
                front.originMs = fellMs;
                front.originWay = site.way();
                front.sensors = 1;
            }
        }
    }

    private static boolean follows(Site<WaveFront> site, Site<WaveFront> ahead) {
        double afterMs = site.state().fellMs - ahead.state().fellMs;
        double apart = ahead.way() - site.way();
        return afterMs >= -STEP_MS && afterMs <= LATEST_MS && apart > 0 && apart <= FARTHEST;
    }

    private static void tell(Site<WaveFront> site, KeyScope key) {
        WaveFront front = site.state();
        double tookMs = front.fellMs - front.originMs;
        if (tookMs < STEP_MS) {
            return;
        }
        double travelled = front.originWay - site.way();
        key.putText(0, front.origin);
        key.putLong(1, (long) front.originMs);
        key.putText(2, site.sensor());
        key.putDouble(3, site.position());
        key.putLong(4, (long) front.fellMs);
        key.putDouble(5, travelled);
        key.putLong(6, front.sensors);
        key.putDouble(7, travelled / tookMs * HOUR_MS);
        key.emit();
    }

    @SuppressWarnings("unchecked")
    private static Along<WaveFront> along(KeyScope key) {
        return (Along<WaveFront>) key.memory();
    }
}
