package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.AlmostSame;
import dev.freshet.testkit.behaviour.MischiefRecount;
import dev.freshet.testkit.behaviour.SeenFlow;
import dev.freshet.testkit.behaviour.SessionRecount;
import dev.freshet.testkit.behaviour.UsageRecount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What is to come of flows, their owners and an access log, found again. */
final class BehaviourSample {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private BehaviourSample() {}

    /** Compares what was exported of flows and of their owners. */
    static void check(List<SeenFlow> flows, List<byte[]> inventory, Path out) throws IOException {
        MischiefRecount mischief = new MischiefRecount(flows);
        AlmostSame.requireLines(csv(out, "scans"), mischief.scans(), 0);
        AlmostSame.requireLines(csv(out, "beacons"), mischief.beacons(), 0);
        AlmostSame.requireLines(csv(out, "exfiltration"), mischief.exfiltration(), 0);
        AlmostSame.requireLines(csv(out, "behaviour_change"), mischief.changes(), -1);
        AlmostSame.requireLines(
                csv(out, "flow_sessions"), SessionRecount.lines(SessionRecount.steps(flows), 300_000), 10);
        assertThat(csv(out, "usage_by_owner").lines().skip(1))
                .containsExactlyInAnyOrderElementsOf(UsageRecount.lines(flows, inventory.iterator()))
                .isNotEmpty();
    }

    /** Compares what was exported of an access log. */
    static void checkSessions(List<SessionRecount.Step> steps, Path out) throws IOException {
        AlmostSame.requireLines(csv(out, "sessions"), SessionRecount.lines(steps, 1_800_000), 30);
    }

    /** Requests of twenty clients, up to 100 s out of order. */
    static List<SessionRecount.Step> requests(int count, long seed) {
        Random random = new Random(seed);
        List<SessionRecount.Step> steps = new ArrayList<>();
        long ms = 1_767_600_000_000L;
        for (int i = 0; i < count; i++) {
            ms += 1_000L * random.nextInt(random.nextInt(20) == 0 ? 1_800 : 60);
            steps.add(new SessionRecount.Step(
                    "192.0.2." + random.nextInt(20),
                    ms - 1_000L * random.nextInt(100),
                    "/page" + random.nextInt(50),
                    random.nextInt(9_000)));
        }
        return steps;
    }

    /** Writes requests as a web server's log. */
    static Path writeLog(List<SessionRecount.Step> steps, Path file) throws IOException {
        return Files.write(
                file,
                steps.stream()
                        .map(step -> step.who() + " - - [" + TIME.format(Instant.ofEpochMilli(step.ts())) + "] \"GET "
                                + step.where() + " HTTP/1.1\" 200 " + step.bytes())
                        .toList());
    }

    private static String csv(Path out, String result) throws IOException {
        return Files.readString(out.resolve(result + ".csv"));
    }
}
