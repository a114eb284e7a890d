package dev.freshet.topologies.road;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One direction of a generated expressway and the cars on it. */
final class Carriageway {
    static final int SEGMENT_FEET = 5280;

    private static final int SEGMENTS = 100;
    private static final int REPORT_S = 30;
    private static final double FEET_PER_MILE_HOUR_S = 5280.0 / 3600;
    private static final int CROWD = 55;
    private static final int SLOW_BEHIND = 3;

    private final Traffic traffic;
    private final int xway;
    private final int dir;
    private final SplittableRandom random;
    /** Cars by the second of the half minute in which they report. */
    private final List<List<Car>> bySecond = new ArrayList<>();

    private final int[] standingUntil = new int[SEGMENTS];
    private final Unsteadiness unsteady = new Unsteadiness(SEGMENTS);
    private int[] reportsBefore = new int[SEGMENTS];
    private int[] reports = new int[SEGMENTS];

    /** A car on its way; the odometer counts feet from where the carriageway begins. */
    private static final class Car {
        final long vid;
        final double cruise;
        final int exitSegment;
        double odometer;
        int lane;
        int standsFor;
        boolean isNew = true;
        int exitReports;

        Car(long vid, double cruise, int entrySegment, int exitSegment) {
            this.vid = vid;
            this.cruise = cruise;
            this.exitSegment = exitSegment;
            odometer = entrySegment * (double) SEGMENT_FEET;
        }
    }

    Carriageway(Traffic traffic, int xway, int dir) {
        this.traffic = traffic;
        this.xway = xway;
        this.dir = dir;
        random = traffic.random();
        for (int i = 0; i < REPORT_S; i++) {
            bySecond.add(new ArrayList<>());
        }
    }

    /** A car comes. */
    void enter(long second) {
        int entry = random.nextInt(SEGMENTS - 2);
        int exit = Math.min(SEGMENTS - 1, entry + 1 + random.nextInt(30));
        at(second).add(new Car(traffic.comes(), 50 + 20 * random.nextDouble(), entry, exit));
    }

    /** Two cars of one segment come to stand at one place, or one alone. */
    void crash(long second) {
        Car car = any(second);
        if (car != null) {
            crash(car, second);
        }
    }

    /** Cars begin to drive unsteadily in a segment, more likely in one of many cars. */
    void unsettle(long second) {
        Car car = any(second);
        if (car != null) {
            unsteady.begin(segment(car), second, random);
        }
    }

    private void crash(Car first, long second) {
        int reportsStood = 4 + random.nextInt(20);
        first.standsFor = reportsStood;
        int segment = segment(first);
        standingUntil[segment] = (int) second + REPORT_S * (reportsStood + 2);
        Car other = in(segment, first);
        if (other != null) {
            other.odometer = first.odometer;
            other.lane = first.lane;
            other.standsFor = Math.max(1, reportsStood - 3 + random.nextInt(7));
        }
    }

    /** A car that drives in a segment, other than one. */
    private @Nullable Car in(int segment, @Nullable Car but) {
        for (List<Car> cars : bySecond) {
            for (Car car : cars) {
                if (car != but && !car.isNew && car.lane != 4 && segment(car) == segment) {
                    return car;
                }
            }
        }
        return null;
    }

    private @Nullable Car any(long second) {
        List<Car> cars = bySecond.get(random.nextInt(REPORT_S));
        if (cars.isEmpty()) {
            return null;
        }
        Car car = cars.get(random.nextInt(cars.size()));
        return car.isNew || car.lane == 4 || second < 60 ? null : car;
    }

    private List<Car> at(long second) {
        return bySecond.get((int) (second % REPORT_S));
    }

    private static int segment(Car car) {
        return (int) (car.odometer / SEGMENT_FEET);
    }

    /** The cars whose turn it is report. */
    void drive(long second) {
        if (second % 60 == 0) {
            reportsBefore = reports;
            reports = new int[SEGMENTS];
        }
        for (int segment = 0; segment < SEGMENTS; segment++) {
            Car car = unsteady.crashes(segment, second) ? in(segment, null) : null;
            if (car != null) {
                crash(car, second);
            }
        }
        at(second).removeIf(car -> {
            boolean leaves = car.lane == 4 ? leavesForGood(car) : moves(car, second);
            if (leaves) {
                traffic.leaves(car.vid);
            }
            return leaves;
        });
    }

    /** On the exit lane most are gone, some report again from there, a few come back. */
    private boolean leavesForGood(Car car) {
        int fate = random.nextInt(100);
        if (fate >= 6 || car.exitReports++ > 2) {
            return true;
        }
        if (fate < 2 && car.exitSegment < SEGMENTS - 1) {
            car.lane = 0;
            report(car, 20, (long) car.odometer);
        } else {
            report(car, 10, (long) car.odometer);
        }
        return fate < 2;
    }

    private boolean moves(Car car, long second) {
        if (car.isNew) {
            car.isNew = false;
            report(car, (long) (car.cruise / 2), (long) car.odometer);
            return false;
        }
        if (car.standsFor > 0) {
            car.standsFor--;
            report(car, 0, (long) car.odometer);
            return false;
        }
        double speed =
                car.cruise * flow(segment(car), second) * unsteady.share(segment(car), second, random.nextDouble());
        car.odometer += speed * FEET_PER_MILE_HOUR_S * REPORT_S;
        if (segment(car) >= car.exitSegment) {
            car.odometer = car.exitSegment * (double) SEGMENT_FEET + random.nextInt(SEGMENT_FEET);
            car.lane = 4;
        } else if (car.lane == 0 || random.nextInt(10) == 0) {
            car.lane = 1 + random.nextInt(3);
        }
        report(car, Math.round(speed), (long) car.odometer);
        return false;
    }

    /** What share of its speed a car keeps. */
    private double flow(int segment, long second) {
        double crowd = Math.max(0.2, Math.min(1, 1.6 - reportsBefore[segment] / (2.0 * CROWD)));
        for (int ahead = segment; ahead <= Math.min(SEGMENTS - 1, segment + SLOW_BEHIND); ahead++) {
            if (standingUntil[ahead] > second) {
                return Math.min(crowd, 0.3);
            }
        }
        return crowd;
    }

    private void report(Car car, long speed, long odometer) {
        reports[(int) (odometer / SEGMENT_FEET)]++;
        long position = dir == 0 ? odometer : (long) SEGMENTS * SEGMENT_FEET - 1 - odometer;
        traffic.report(car.vid, speed, xway, car.lane, dir, position);
    }
}
