package dev.freshet.topologies.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.spouts.generator.RecordWriter;
import org.junit.jupiter.api.Test;

class FlowGeneratorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long START_MS = 1_767_600_000_000L;
    private static final long BOUND_MS = 5_000;
    private static final int EVENTS = 200_000;

    private final RecordWriter writer = new RecordWriter();

    @Test
    void isAFunctionOfSettingsAndIndex() {
        FlowGenerator one = generator(0);
        FlowGenerator other = generator(0);
        for (long index = EVENTS - 1; index >= 0; index -= 997) {
            String first = event(one, index);
            event(other, index / 2);
            assertThat(event(other, index)).isEqualTo(first);
        }
        FlowGenerator seeded = new FlowGenerator(new FlowSettings(2, START_MS, 2000, 500, 0.01, 0.001, 0, BOUND_MS));
        assertThat(event(seeded, 0)).isNotEqualTo(event(one, 0));
    }

    @Test
    void isNeverLateHoweverManyTasksReadIt() throws JsonProcessingException {
        FlowGenerator generator = generator(0);
        for (int tasks : new int[] {1, 3}) {
            long[] greatest = new long[tasks];
            int disordered = 0;
            for (int index = 0; index < EVENTS; index++) {
                if (generator.fate(index) == FlowGenerator.Fate.MALFORMED) {
                    continue;
                }
                long timeMs = JSON.readTree(event(generator, index)).get("ts").asLong();
                int task = index % tasks;
                assertThat(timeMs).isGreaterThanOrEqualTo(greatest[task] - BOUND_MS);
                disordered += timeMs < greatest[task] ? 1 : 0;
                greatest[task] = Math.max(greatest[task], timeMs);
            }
            assertThat(disordered / (double) EVENTS).isCloseTo(0.01, within(0.002));
        }
    }

    @Test
    void spoilsTheShareThatIsAskedFor() {
        FlowGenerator generator = generator(0.01);
        int[] counts = new int[FlowGenerator.Fate.values().length];
        for (long index = 0; index < EVENTS; index++) {
            counts[generator.fate(index).ordinal()]++;
        }
        assertThat(counts[FlowGenerator.Fate.MALFORMED.ordinal()] / (double) EVENTS)
                .isCloseTo(0.001, within(0.0003));
        assertThat(counts[FlowGenerator.Fate.TOO_LATE.ordinal()] / (double) EVENTS)
                .isCloseTo(0.01, within(0.001));
    }

    @Test
    void writesFlowsThatAreNoneOnlyWhereMalformed() {
        FlowGenerator generator = generator(0);
        for (long index = 0; index < EVENTS; index += 7) {
            String record = event(generator, index);
            assertThat(isFlow(record)).as(record).isEqualTo(generator.fate(index) != FlowGenerator.Fate.MALFORMED);
        }
    }

    @Test
    void hasMoreLoadInTheAfternoonThanAtNight() {
        assertThat(DayCurve.share(17.0 / 24) - DayCurve.share(16.0 / 24))
                .isGreaterThan(3 * (DayCurve.share(5.0 / 24) - DayCurve.share(4.0 / 24)));
        DayCurve curve = new DayCurve();
        assertThat(curve.ofDay(DayCurve.share(0.3))).isCloseTo(0.3, within(1e-4));
    }

    private static boolean isFlow(String record) {
        try {
            JsonNode node = JSON.readTree(record);
            return node.path("ts").isIntegralNumber()
                    && node.path("src").isTextual()
                    && !node.path("src").asText().contains("\ufffd")
                    && node.path("dst").isTextual()
                    && node.path("dst_port").isIntegralNumber()
                    && node.path("bytes").isIntegralNumber();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static FlowGenerator generator(double tooLate) {
        return new FlowGenerator(new FlowSettings(1, START_MS, 2000, 500, 0.01, 0.001, tooLate, BOUND_MS));
    }

    private String event(FlowGenerator generator, long index) {
        writer.clear();
        generator.event(index, writer);
        return writer.toString();
    }
}
