package dev.freshet.topologies.road;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Cars on expressways of 100 segments of a mile, second by second. More drive on in the rush hour, that is in the middle of each
 * hour and a half; where they are many, and behind accidents, they are slow. A car reports every 30 s from the lane by which
 * it comes to the one by which it leaves; some come again, on any expressway, some stay on the exit lane or come back from it
 * at once, some stand, and some stand where another does; of these a share comes out of {@link Unsteadiness}. One report in a hundred is followed by a question about the car's
 * account, one in two hundred by one about a day before.
 */
final class Traffic {
    /** Of a record. */
    static final int COLUMNS = 15;

    private static final int CYCLE_S = 5400;
    private static final double ACCIDENT_EVERY_S = 240;
    private static final double ACCOUNT_SHARE = 0.01;
    private static final double EXPENDITURE_SHARE = 0.005;
    private static final int DAYS = 69;

    private final TrafficSettings settings;
    private final SplittableRandom random;
    private final List<Carriageway> ways = new ArrayList<>();
    private final List<Long> away = new ArrayList<>();
    private long[] values = new long[COLUMNS * 256];
    private int records;
    private long second = -1;
    private long nextVid = 1;
    private long nextQid = 1;

    Traffic(TrafficSettings settings) {
        this.settings = settings;
        random = new SplittableRandom(settings.seed());
        for (int xway = 0; xway < settings.expressways(); xway++) {
            ways.add(new Carriageway(this, xway, 0));
            ways.add(new Carriageway(this, xway, 1));
        }
    }

    /** How many records the present second has. */
    int records() {
        return records;
    }

    long value(int record, int column) {
        return values[record * COLUMNS + column];
    }

    /** Goes on to the next second. */
    void nextSecond() {
        records = 0;
        second++;
        double phase = Math.sin(Math.PI * second / CYCLE_S);
        double perSecond = settings.carsPerSecond() * (0.35 + 0.65 * phase * phase);
        for (Carriageway way : ways) {
            int cars = (int) (perSecond + random.nextDouble());
            for (int i = 0; i < cars; i++) {
                way.enter(second);
            }
            if (random.nextDouble() * ACCIDENT_EVERY_S < 1) {
                accident(way);
            }
            way.drive(second);
        }
    }

    /** Half of what is unsteady comes to nothing, so two begin for an accident. */
    private void accident(Carriageway way) {
        if (settings.unsteady() > 0 && random.nextDouble() < settings.unsteady()) {
            way.unsettle(second);
            way.unsettle(second);
        } else {
            way.crash(second);
        }
    }

    SplittableRandom random() {
        return random;
    }

    /** The number of a car that comes: one in three has been here before. */
    long comes() {
        if (!away.isEmpty() && random.nextInt(3) == 0) {
            int at = random.nextInt(away.size());
            long vid = away.get(at);
            away.set(at, away.get(away.size() - 1));
            away.remove(away.size() - 1);
            return vid;
        }
        return nextVid++;
    }

    void leaves(long vid) {
        away.add(vid);
    }

    /** A car's report, and what it asks. */
    void report(long vid, long speed, int xway, int lane, int dir, long position) {
        record(0, vid, speed, xway, lane, dir, position / Carriageway.SEGMENT_FEET, position, -1, -1);
        if (random.nextDouble() < ACCOUNT_SHARE) {
            record(2, vid, -1, -1, -1, -1, -1, -1, nextQid++, -1);
        }
        if (random.nextDouble() < EXPENDITURE_SHARE) {
            long asked = random.nextInt(settings.expressways());
            record(3, vid, -1, asked, -1, -1, -1, -1, nextQid++, 1 + random.nextInt(DAYS));
        }
    }

    private void record(
            int type,
            long vid,
            long speed,
            long xway,
            int lane,
            int dir,
            long segment,
            long position,
            long qid,
            int day) {
        if ((records + 1) * COLUMNS > values.length) {
            values = Arrays.copyOf(values, 2 * values.length);
        }
        int at = records++ * COLUMNS;
        values[at] = type;
        values[at + 1] = second;
        values[at + 2] = vid;
        values[at + 3] = speed;
        values[at + 4] = xway;
        values[at + 5] = lane;
        values[at + 6] = dir;
        values[at + 7] = segment;
        values[at + 8] = position;
        values[at + 9] = qid;
        Arrays.fill(values, at + 10, at + 14, -1);
        values[at + 14] = day;
    }
}
