package dev.freshet.topologies.road.loops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.dead.Reason;
import dev.freshet.testkit.AlmostSame;
import dev.freshet.testkit.road.LoopReadings;
import dev.freshet.testkit.road.LoopRecount;
import dev.freshet.testkit.road.OutlookOfLoops;
import dev.freshet.topologies.deploy.PlanDriver;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every result of the detectors' pipeline against a recount that shares no code with the engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DetectorsApplicationTest {
    /** A Thursday: workdays, a weekend, and a workday again. */
    private static final long START_MS = 1_767_830_400_000L;

    private static final int STEPS = 5 * 288;

    private final LoopSettings settings = new LoopSettings(Long.getLong("freshet.fuzz.seed", 4L), START_MS, 1, 4);
    private PlanDriver driver;
    private LoopReadings readings;
    private LoopRecount recount;
    private OutlookOfLoops outlook;

    @BeforeAll
    void run() {
        List<byte[]> records = withSecondReadings(LoopRecords.of(settings, STEPS));
        driver = PlanDriver.of(LoopRecords.plan(settings));
        for (int from = 0, size = 1; from < records.size(); from += size, size = 1 + (size * 7) % 1_000) {
            driver.pipe("detectors", 0, records.subList(from, Math.min(records.size(), from + size)));
        }
        driver.end();
        readings = new LoopReadings(records, LoopTraffic.places(settings));
        recount = new LoopRecount(readings);
        outlook = new OutlookOfLoops(readings);
    }

    /** Some sensors report a second time two minutes later. */
    private List<byte[]> withSecondReadings(List<byte[]> records) {
        List<byte[]> all = new ArrayList<>();
        for (int from = 0; from < records.size(); from += settings.total()) {
            List<byte[]> step = records.subList(from, from + settings.total());
            all.addAll(step);
            long timeMs = START_MS + from / settings.total() * LoopSettings.STEP_MS + 120_000;
            for (int i = from / settings.total() % 3; i < step.size(); i += 3) {
                String again = new String(step.get(i), StandardCharsets.UTF_8)
                        .replaceFirst("\\{\"ts\":\\d+", "{\"ts\":" + timeMs);
                all.add(again.replaceFirst("\"speed\":(\\d)", "\"speed\":1$1").getBytes(StandardCharsets.UTF_8));
            }
        }
        return all;
    }

    @AfterAll
    void close() {
        driver.close();
    }

    @Test
    void nothingIsLateAndNothingIsLeft() {
        assertThat(driver.dead())
                .noneMatch(dead -> dead.reason() == Reason.LATE)
                .isNotEmpty();
    }

    @Test
    void minutesAndCongestionAreAsCountedAgain() {
        AlmostSame.requireLines(driver.csv("segment_minute"), recount.minutes(), 5_000);
        AlmostSame.requireLines(driver.csv("congestion_top"), recount.congestion(), 500);
    }

    @Test
    void forecastsAreAsReckonedAgain() {
        AlmostSame.requireLines(driver.csv("forecast"), outlook.forecasts(), 10_000);
    }

    @Test
    void incidentsAreAsFoundAgain() {
        AlmostSame.requireLines(driver.csv("incidents"), outlook.incidents(), 3);
    }

    @Test
    void shockWavesAreAsFoundAgain() {
        AlmostSame.requireLines(driver.csv("shockwaves"), recount.shockwaves(), 3);
    }

    @Test
    void adviceIsAsReckonedAgain() {
        AlmostSame.requireLines(driver.csv("advice"), recount.advice(outlook.ahead()), 50);
    }
}
