package dev.freshet.topologies.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.core.time.PartitionClock;
import dev.freshet.recount.network.NetworkRecount;
import dev.freshet.recount.network.Recount;
import dev.freshet.spouts.generator.RecordWriter;
import dev.freshet.testkit.RandomSource;
import dev.freshet.topologies.network.FlowGenerator.Fate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowGeneratorTest {
    private static final long START_MS = Instant.parse("2026-01-05T08:00:00Z").toEpochMilli();
    private static final long BOUND_MS = 5_000;
    private static final int EVENTS = 40_000;
    private static final int IN_A_ROW = 6_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RecordWriter writer = new RecordWriter();

    @Test
    void eachRecordIsAFunctionOfItsIndex() throws IOException, ClassNotFoundException {
        FlowSettings settings = settings(START_MS, 2000, 5000, 0.01);
        FlowGenerator ascending = new FlowGenerator(settings);
        List<byte[]> records = LongStream.range(0, 5000)
                .mapToObj(index -> record(ascending, index))
                .toList();
        RandomSource random = RandomSource.create();
        FlowGenerator copy = copy(ascending);
        for (int i = 0; i < 5000; i++) {
            int index = random.nextInt(0, records.size());
            assertThat(record(copy, index)).as("index %s, %s", index, random).isEqualTo(records.get(index));
        }
        FlowSettings otherSeed = new FlowSettings(2, START_MS, 2000, 5000, 0.01, 0.001, 0.01, BOUND_MS);
        assertThat(record(new FlowGenerator(otherSeed), 7)).isNotEqualTo(records.get(7));
    }

    @Test
    void farIndexesAreAsGoodAsNearOnes() throws IOException {
        FlowGenerator generator = new FlowGenerator(settings(START_MS, 2000, 5000, 0));
        long far = 50_000_000_000L;
        long days = far / (2000 * 86_400L);
        long index = LongStream.iterate(far, at -> at + 1)
                .filter(at -> generator.fate(at) == Fate.IN_ORDER)
                .findFirst()
                .orElseThrow();
        long afterDays = (JSON.readTree(record(generator, index)).get("ts").longValue() - START_MS) / DayCurve.DAY_MS;
        assertThat(afterDays).isBetween(days - 1, days + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-05T08:00:00Z",
                "2026-01-05T23:59:55Z",
                "1969-12-31T23:59:59.999Z",
                "2026-01-05T00:00:00Z"
            })
    void timesInOrderNeverFallAlsoOverMidnight(String start) throws IOException {
        long startMs = Instant.parse(start).toEpochMilli();
        for (double perSecond : new double[] {0.05, 3, 2000}) {
            FlowGenerator generator = new FlowGenerator(settings(startMs, perSecond, 100, 0));
            long last = startMs;
            for (long index = 0; index < IN_A_ROW; index++) {
                if (generator.fate(index) == Fate.IN_ORDER) {
                    long ts = JSON.readTree(record(generator, index)).get("ts").longValue();
                    assertThat(ts).as("index %s at %s/s", index, perSecond).isGreaterThanOrEqualTo(last);
                    last = ts;
                }
            }
            double meanPerSecond = IN_A_ROW * 1000.0 / (last - startMs);
            assertThat(meanPerSecond).isBetween(perSecond * 0.3, perSecond * 1.7);
        }
    }

    @Test
    void fatesHaveTheirSharesAndMalformedRecordsAreDead() {
        FlowGenerator generator = new FlowGenerator(settings(START_MS, 2000, 5000, 0));
        Map<Fate, Integer> fates = new HashMap<>();
        for (long index = 0; index < EVENTS; index++) {
            Fate fate = generator.fate(index);
            fates.merge(fate, 1, Integer::sum);
            if (fate == Fate.MALFORMED) {
                byte[] record = record(generator, index);
                assertThat(NetworkRecount.flows(List.of(record).iterator(), 1, BOUND_MS)
                                .dead())
                        .as(new String(record, StandardCharsets.ISO_8859_1))
                        .isEqualTo(1);
            }
        }
        assertThat(fates).doesNotContainKey(Fate.TOO_LATE);
        assertThat(NetworkRecount.flows(records(generator, EVENTS), 1, BOUND_MS).dead())
                .isEqualTo((long) fates.getOrDefault(Fate.MALFORMED, 0));
        assertThat(fates.get(Fate.OUT_OF_ORDER)).isBetween(EVENTS * 8 / 1000, EVENTS * 12 / 1000);
        assertThat(fates.get(Fate.MALFORMED)).isBetween(EVENTS * 5 / 10_000, EVENTS * 15 / 10_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void nobodyIsLateWhoIsOutOfOrder(int tasks) throws IOException {
        FlowGenerator generator = new FlowGenerator(settings(START_MS, 2000, 5000, 0));
        PartitionClock[] clocks = clocks(tasks);
        long beforeOthers = 0;
        for (long index = 0; index < EVENTS; index++) {
            Fate fate = generator.fate(index);
            if (fate == Fate.MALFORMED) {
                continue;
            }
            long ts = JSON.readTree(record(generator, index)).get("ts").longValue();
            PartitionClock clock = clocks[(int) (index % tasks)];
            beforeOthers += ts < clock.maxEventTimeMs() ? 1 : 0;
            assertThat(clock.observe(ts)).as("watermark before index %s", index).isLessThanOrEqualTo(ts);
        }
        assertThat(beforeOthers).isBetween(EVENTS * 8 / 1000L, EVENTS * 12 / 1000L);
        Recount recount = NetworkRecount.flows(records(generator, EVENTS), tasks, BOUND_MS);
        assertThat(recount.late())
                .allSatisfy((result, late) -> assertThat(late).as(result).isZero());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whoIsTooLateFindsNoWindowOfAMinute(int tasks) throws IOException {
        FlowGenerator generator = new FlowGenerator(settings(START_MS, 200, 5000, 0.02));
        PartitionClock[] clocks = clocks(tasks);
        long tooLate = 0;
        for (long index = 0; index < EVENTS; index++) {
            Fate fate = generator.fate(index);
            if (fate == Fate.MALFORMED) {
                continue;
            }
            long ts = JSON.readTree(record(generator, index)).get("ts").longValue();
            long watermarkMs = clocks[(int) (index % tasks)].observe(ts);
            long windowEndMs = Math.floorDiv(ts, 60_000) * 60_000 + 60_000;
            if (watermarkMs != PartitionClock.NOTHING_SEEN) {
                assertThat(windowEndMs <= watermarkMs).as("index %s", index).isEqualTo(fate == Fate.TOO_LATE);
                tooLate += fate == Fate.TOO_LATE ? 1 : 0;
            }
        }
        assertThat(tooLate).isBetween(EVENTS * 15 / 1000L, EVENTS * 25 / 1000L);
        assertThat(NetworkRecount.flows(records(generator, EVENTS), tasks, BOUND_MS)
                        .late("host_minute"))
                .isEqualTo(tooLate);
    }

    @Test
    void fewHostsTalkMuchAndManyLittle() throws IOException {
        FlowGenerator generator = new FlowGenerator(settings(START_MS, 2000, 5000, 0));
        Map<String, Integer> flows = new HashMap<>();
        for (long index = 0; index < EVENTS; index++) {
            if (generator.fate(index) != Fate.MALFORMED) {
                JsonNode flow = JSON.readTree(record(generator, index));
                assertThat(flow.get("src")).as("index %s", index).isNotEqualTo(flow.get("dst"));
                flows.merge(flow.get("src").textValue(), 1, Integer::sum);
            }
        }
        List<Integer> ranked =
                flows.values().stream().sorted(Comparator.reverseOrder()).toList();
        double harmonic =
                LongStream.rangeClosed(1, 5000).mapToDouble(k -> 1.0 / k).sum();
        assertThat(ranked.get(0) / (double) EVENTS).isBetween(0.9 / harmonic, 1.2 / harmonic);
        assertThat(ranked.get(0) / (double) ranked.get(9)).isBetween(6.0, 14.0);
        assertThat(ranked).hasSizeGreaterThan(2000);
        assertThat(flows.keySet()).anyMatch(src -> src.indexOf(':') >= 0);
    }

    @Test
    void inSomeMinutesAHostScansAndInSomeOneBursts() {
        FlowGenerator generator = new FlowGenerator(settings(START_MS, 200, 500, 0));
        Map<Long, Long> mostPorts = new HashMap<>();
        Map<Long, Long> mostBytes = new HashMap<>();
        List<String> lines =
                NetworkRecount.flows(records(generator, 100_000), 1, BOUND_MS).lines("host_minute");
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            long minute = Instant.parse(cells[0]).getEpochSecond() / 60;
            mostPorts.merge(minute, Long.parseLong(cells[7]), Math::max);
            mostBytes.merge(minute, Long.parseLong(cells[4]), Math::max);
        }
        assertThat(mostPorts).anySatisfy((minute, ports) -> assertThat(ports).isGreaterThan(100));
        assertThat(mostPorts.values().stream().filter(ports -> ports < 20)).hasSizeGreaterThan(3);
        long greatest =
                mostBytes.values().stream().max(Comparator.naturalOrder()).orElseThrow();
        long median = mostBytes.values().stream().sorted().toList().get(mostBytes.size() / 2);
        assertThat(greatest).isGreaterThan(3 * median);
    }

    @Test
    void loadFollowsTheHour() throws IOException {
        long midnight = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
        FlowGenerator generator = new FlowGenerator(settings(midnight, 1, 100, 0));
        long[] perHour = new long[24];
        for (long index = 0; index < 86_400; index++) {
            if (generator.fate(index) == Fate.IN_ORDER) {
                long ts = JSON.readTree(record(generator, index)).get("ts").longValue();
                perHour[(int) ((ts - midnight) / 3_600_000)]++;
            }
        }
        assertThat(perHour[16]).isBetween(5200L, 5800L);
        assertThat(perHour[4]).isBetween(1300L, 1600L);
        assertThat(perHour[10]).isBetween(perHour[4], perHour[16]);
    }

    private static FlowSettings settings(long startMs, double perSecond, int hosts, double tooLate) {
        return new FlowSettings(1, startMs, perSecond, hosts, 0.01, 0.001, tooLate, BOUND_MS);
    }

    private static PartitionClock[] clocks(int tasks) {
        PartitionClock[] clocks = new PartitionClock[tasks];
        for (int task = 0; task < tasks; task++) {
            clocks[task] = new PartitionClock(BOUND_MS);
        }
        return clocks;
    }

    private Iterator<byte[]> records(FlowGenerator generator, long count) {
        return generator.records(count).iterator();
    }

    private byte[] record(FlowGenerator generator, long index) {
        writer.clear();
        generator.event(index, writer);
        return writer.toBytes();
    }

    private static FlowGenerator copy(FlowGenerator generator) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(generator);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (FlowGenerator) in.readObject();
        }
    }
}
