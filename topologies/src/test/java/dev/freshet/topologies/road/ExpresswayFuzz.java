package dev.freshet.topologies.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.spouts.generator.RecordWriter;
import dev.freshet.testkit.road.LinearRoadChecker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Linear Road's rules against {@link LinearRoadChecker}: on random reports, of which most make no sense as traffic, with states
 * written and read in between, and on a generated hour. Longer with {@code -Dfreshet.fuzz.cases=N}; again with {@code
 * -Dfreshet.fuzz.seed=N}.
 */
final class ExpresswayFuzz {
    private final List<String> tolls = new ArrayList<>();
    private final List<String> alerts = new ArrayList<>();
    private final List<String> balances = new ArrayList<>();
    private int alertsSeen;
    private int tollsSeen;

    @Test
    void randomReportsAreAnsweredAsByTheRules() {
        long seed = Long.getLong("freshet.fuzz.seed", 20261129L);
        int cases = Integer.getInteger("freshet.fuzz.cases", 200);
        for (int i = 0; i < cases; i++) {
            Random random = new Random(seed + i);
            check(records(random), random, "seed " + (seed + i));
        }
        assertThat(alertsSeen).as("alerts").isGreaterThan(cases);
        assertThat(tollsSeen).as("tolls above 0").isGreaterThan(cases);
    }

    @Test
    void aGeneratedHourIsAnsweredAsByTheRules() {
        long seed = Long.getLong("freshet.fuzz.seed", 7L);
        List<String> records = records(new TrafficSettings(seed, 1, 3), 3600);
        check(records, new Random(seed), "seed " + seed);
        assertThat(alertsSeen).as("alerts").isGreaterThan(100);
        assertThat(tollsSeen).as("tolls above 0").isGreaterThan(1000);
    }

    /** Generated records of the first so many seconds. */
    static List<String> records(TrafficSettings settings, long seconds) {
        TrafficGenerator generator = new TrafficGenerator(settings);
        RecordWriter writer = new RecordWriter();
        List<String> records = new ArrayList<>();
        for (long index = 0; ; index++) {
            writer.clear();
            generator.event(index, writer);
            String record = writer.toString();
            if (Long.parseLong(record.split(",")[1]) >= seconds) {
                return records;
            }
            records.add(record);
        }
    }

    private static List<String> records(Random random) {
        boolean dense = random.nextBoolean();
        int cars = dense ? 150 : 8;
        int segments = 1 + random.nextInt(dense ? 2 : 8);
        int perSecond = dense ? 3 + random.nextInt(6) : 1;
        boolean oneRoad = dense || random.nextBoolean();
        Map<Long, String> last = new HashMap<>();
        List<String> records = new ArrayList<>();
        double time = random.nextInt(200);
        for (int i = 0; i < 1500; i++) {
            time += random.nextDouble() * 2 / perSecond * (random.nextInt(dense ? 500 : 50) == 0 ? 60 : 1);
            long vid = random.nextInt(cars);
            int fate = random.nextInt(20);
            if (fate == 0) {
                records.add("2," + (long) time + "," + vid + ",-1,-1,-1,-1,-1,-1," + i + ",-1,-1,-1,-1,-1");
                continue;
            }
            String again = last.get(vid);
            if (again == null || fate > 14) {
                int segment = random.nextInt(segments);
                again = (oneRoad ? 0 : random.nextInt(2)) + ","
                        + (random.nextInt(dense ? 30 : 6) == 0 ? 4 : random.nextInt(4)) + ","
                        + (oneRoad ? 1 : random.nextInt(2)) + "," + segment + ","
                        + (segment * 5280 + random.nextInt(2));
                last.put(vid, again);
            }
            records.add("0," + (long) time + "," + vid + "," + random.nextInt(60) + "," + again + ",-1,-1,-1,-1,-1,-1");
        }
        return records;
    }

    private void check(List<String> records, Random random, String context) {
        tolls.clear();
        alerts.clear();
        balances.clear();
        run(records, random);
        LinearRoadChecker expected = LinearRoadChecker.of(records.stream(), List.of());
        assertThat(tolls.stream().sorted().toList()).as(context).isEqualTo(expected.tolls());
        assertThat(alerts.stream().sorted().toList()).as(context).isEqualTo(expected.accidents());
        assertThat(balances.stream().sorted().toList()).as(context).isEqualTo(expected.balances());
        alertsSeen += alerts.size();
        tollsSeen += (int) tolls.stream().filter(line -> !line.endsWith(",0")).count();
    }

    private void run(List<String> records, Random random) {
        Map<Long, Expressway> roads = new HashMap<>();
        Map<Long, Long> accounts = new HashMap<>();
        List<long[]> asked = new ArrayList<>();
        long second = -1;
        for (String record : records) {
            long[] cells =
                    Arrays.stream(record.split(",")).mapToLong(Long::parseLong).toArray();
            if (cells[1] != second) {
                answer(asked, accounts);
                second = cells[1];
            }
            if (cells[0] == 2) {
                asked.add(cells);
            }
            if (cells[0] != 0) {
                continue;
            }
            long key = 2 * cells[4] + cells[6];
            Expressway road = roads.computeIfAbsent(key, unused -> new Expressway());
            if (random.nextInt(2000) == 0) {
                road = again(road);
                roads.put(key, road);
            }
            road.report(cells[1], cells[2], cells[3], (int) cells[5], (int) cells[7], cells[8], cells[6] == 0 ? 1 : -1);
            accounts.merge(cells[2], road.charged(), Long::sum);
            if (road.entered()) {
                tolls.add(cells[2] + "," + cells[1] + "," + road.meanSpeed() + "," + road.toll());
            }
            if (road.accident() >= 0) {
                alerts.add(cells[1] + "," + cells[4] + "," + road.accident() + "," + cells[6] + "," + cells[2]);
            }
        }
        answer(asked, accounts);
    }

    private void answer(List<long[]> asked, Map<Long, Long> accounts) {
        asked.forEach(cells ->
                balances.add(cells[9] + "," + cells[1] + "," + cells[2] + "," + accounts.getOrDefault(cells[2], 0L)));
        asked.clear();
    }

    private static Expressway again(Expressway road) {
        StateOutput out = new StateOutput();
        road.write(out);
        byte[] bytes = out.toBytes();
        Expressway read = new Expressway();
        read.read(new StateInput(bytes, 0, bytes.length));
        StateOutput twice = new StateOutput();
        read.write(twice);
        assertThat(twice.toBytes()).hasSameSizeAs(bytes);
        return read;
    }
}
