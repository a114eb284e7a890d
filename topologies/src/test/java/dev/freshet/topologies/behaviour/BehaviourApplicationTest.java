package dev.freshet.topologies.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.dead.Reason;
import dev.freshet.testkit.AlmostSame;
import dev.freshet.testkit.behaviour.MischiefRecount;
import dev.freshet.testkit.behaviour.SeenFlow;
import dev.freshet.testkit.behaviour.SessionRecount;
import dev.freshet.testkit.behaviour.UsageRecount;
import dev.freshet.topologies.deploy.PlanDriver;
import dev.freshet.topologies.job.JobPlanner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The whole application against recounts that share no code with the engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BehaviourApplicationTest {
    private static final long SEED = Long.getLong("freshet.fuzz.seed", 5L);
    private static final BehaviourSettings SETTINGS = new BehaviourSettings(SEED, 1_767_600_000_000L, 10, 30, 5_000);
    private static final int HOURS = 3;

    private final List<byte[]> records =
            new BehaviourGenerator(SETTINGS).records(HOURS * 36_000).toList();
    private final List<SeenFlow> flows = SeenFlow.read(records.iterator());
    private final MischiefRecount mischief = new MischiefRecount(flows);
    private final MischiefPlan plan = new MischiefPlan(SETTINGS);
    private final PlanDriver driver = PlanDriver.of(JobPlanner.plan("behaviour"));

    @BeforeAll
    void run() {
        driver.end("access");
        driver.end("inventory");
        for (int from = 0, size = 1; from < records.size(); from += size, size = 1 + (size * 7) % 1_000) {
            driver.pipe("flows", 0, records.subList(from, Math.min(records.size(), from + size)));
        }
        driver.end();
    }

    @AfterAll
    void close() {
        driver.close();
    }

    @Test
    void mischiefIsAsFoundAgain() {
        AlmostSame.requireLines(driver.csv("scans"), mischief.scans(), 1);
        AlmostSame.requireLines(driver.csv("beacons"), mischief.beacons(), 5);
        AlmostSame.requireLines(driver.csv("exfiltration"), mischief.exfiltration(), 2);
        AlmostSame.requireLines(driver.csv("behaviour_change"), mischief.changes(), 2);
    }

    @Test
    void sessionsOfFlowsAreAsFoundAgain() {
        AlmostSame.requireLines(
                driver.csv("flow_sessions"), SessionRecount.lines(SessionRecount.steps(flows), 300_000), 30);
    }

    @Test
    void nothingIsLateOrLeft() {
        assertThat(driver.dead())
                .noneMatch(dead -> dead.reason() == Reason.LATE)
                .hasSize(records.size() - flows.size());
        assertThat(driver.held().entries()).isZero();
    }

    /** What the generator has planned is told, and nobody else is accused. */
    @Test
    void whatIsPlannedIsTold() {
        List<String> scans = driver.csv("scans").lines().skip(1).toList();
        List<String> beacons = driver.csv("beacons").lines().skip(1).toList();
        List<String> leaks = driver.csv("exfiltration").lines().skip(1).toList();
        String changes = driver.csv("behaviour_change");
        List<String> scanners = new ArrayList<>();
        List<String> beaconers = new ArrayList<>();
        for (long hour = 1; hour < HOURS; hour++) {
            String scanner = MischiefPlan.client(plan.scanner(hour));
            String beaconer = MischiefPlan.client(plan.beaconer(hour));
            scanners.add(scanner);
            beaconers.add(beaconer);
            String minute = Instant.ofEpochMilli(plan.scanStartMs(hour)).toString();
            assertThat(scans).anyMatch(line -> line.startsWith(minute) && line.contains("," + scanner + ","));
            assertThat(beacons).anyMatch(line -> line.contains("," + beaconer + ",198.51.100.7,8443,"));
            assertThat(leaks).anyMatch(line -> line.contains("," + scanner + ",203.0.113.9,"));
            assertThat(leaks).anyMatch(line -> line.contains("," + beaconer + ",198.51.100.7,"));
            assertThat(changes).contains("," + scanner + ",");
        }
        assertThat(scans).allMatch(line -> scanners.contains(line.split(",", -1)[2]));
        assertThat(beacons).allMatch(line -> beaconers.contains(line.split(",", -1)[2]));
        assertThat(leaks)
                .allMatch(line ->
                        scanners.contains(line.split(",", -1)[2]) || beaconers.contains(line.split(",", -1)[2]));
    }

    /** An inventory that changes while flows come. */
    @Test
    void useIsThatOfTheOwnersOfTheTime() {
        List<byte[]> some = records.subList(0, 9_000);
        List<byte[]> inventory = new InventoryGenerator(SETTINGS).records(9_000).toList();
        try (PlanDriver owned = PlanDriver.of(JobPlanner.plan("behaviour"))) {
            owned.end("access");
            for (int from = 0; from < some.size(); from += 500) {
                owned.pipe("flows", 0, some.subList(from, from + 500));
                owned.pipe("inventory", 0, inventory.subList(from, from + 500));
            }
            owned.end();
            List<String> expected = UsageRecount.lines(SeenFlow.read(some.iterator()), inventory.iterator());
            assertThat(owned.csv("usage_by_owner").lines().skip(1))
                    .containsExactlyInAnyOrderElementsOf(expected)
                    .hasSizeGreaterThan(50);
            assertThat(owned.held().entries()).isZero();
        }
    }

    @Test
    void sessionsOfAnAccessLogAreAsFoundAgain() {
        Random random = new Random(9);
        DateTimeFormatter format = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);
        List<SessionRecount.Step> steps = new ArrayList<>();
        List<byte[]> lines = new ArrayList<>();
        long ms = SETTINGS.startMs();
        for (int i = 0; i < 2_000; i++) {
            ms += 1_000L * random.nextInt(random.nextInt(20) == 0 ? 1_800 : 60);
            SessionRecount.Step step = new SessionRecount.Step(
                    "192.0.2." + random.nextInt(20),
                    ms - 1_000L * random.nextInt(100),
                    "/page" + random.nextInt(50),
                    random.nextInt(9_000));
            steps.add(step);
            lines.add((step.who() + " - - ["
                            + format.format(Instant.ofEpochMilli(step.ts()).atZone(ZoneOffset.UTC)) + "] \"GET "
                            + step.where() + " HTTP/1.1\" 200 " + step.bytes())
                    .getBytes(StandardCharsets.UTF_8));
        }
        try (PlanDriver visited = PlanDriver.of(JobPlanner.plan("behaviour"))) {
            visited.pipe("access", 0, lines).end();
            assertThat(visited.dead()).isEmpty();
            AlmostSame.requireLines(visited.csv("sessions"), SessionRecount.lines(steps, 1_800_000), 30);
        }
    }
}
