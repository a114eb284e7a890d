package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.testkit.behaviour.MischiefRecount;
import dev.freshet.testkit.behaviour.SeenFlow;
import dev.freshet.testkit.behaviour.SessionRecount;
import dev.freshet.testkit.behaviour.UsageRecount;
import dev.freshet.topologies.behaviour.BehaviourGenerator;
import dev.freshet.topologies.behaviour.BehaviourSettings;
import dev.freshet.topologies.behaviour.InventoryGenerator;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The behaviour application from end to end, against recounts that share no code with the engine. */
class BehaviourRunIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EVENTS = 30_000;
    private static final BehaviourSettings SETTINGS = BehaviourSettings.of(
            Settings.defaults()
                    .with(Keys.BEHAVIOUR_SEED.name(), "7")
                    .with(Keys.BEHAVIOUR_RATE.name(), "4")
                    .with(Keys.BEHAVIOUR_CLIENTS.name(), "20"),
            5_000);

    @TempDir
    Path scratch;

    @Test
    void theDemonstrationIsFoundAgain() throws IOException {
        Path out = scratch.resolve("export");
        CliProcess.Result run = new CliProcess(scratch)
                .run(
                        "run",
                        "behaviour",
                        "--events",
                        "" + EVENTS,
                        "--seed",
                        "7",
                        "-D",
                        "behaviour.generator.rate=4",
                        "-D",
                        "behaviour.generator.clients=20",
                        "--export",
                        out.toString(),
                        "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();

        List<SeenFlow> flows =
                SeenFlow.read(new BehaviourGenerator(SETTINGS).records(EVENTS).iterator());
        JsonNode json = JSON.readTree(run.out());
        assertThat(json.get("events_in").asLong()).isEqualTo(2L * EVENTS);
        assertThat(json.get("late").asLong()).isZero();
        assertThat(json.get("dead").asLong()).isEqualTo(EVENTS - flows.size());
        MischiefRecount mischief = new MischiefRecount(flows);
        assertThat(lines(out, "scans"))
                .containsExactlyInAnyOrderElementsOf(mischief.scans())
                .isNotEmpty();
        assertThat(lines(out, "beacons")).hasSameSizeAs(mischief.beacons()).isNotEmpty();
        assertThat(lines(out, "exfiltration"))
                .hasSameSizeAs(mischief.exfiltration())
                .isNotEmpty();
        assertThat(lines(out, "behaviour_change")).hasSameSizeAs(mischief.changes());
        assertThat(lines(out, "flow_sessions"))
                .containsExactlyInAnyOrderElementsOf(SessionRecount.lines(SessionRecount.steps(flows), 300_000));
        assertThat(lines(out, "usage_by_owner"))
                .containsExactlyInAnyOrderElementsOf(UsageRecount.lines(
                        flows, new InventoryGenerator(SETTINGS).records(EVENTS).iterator()));
        assertThat(out.resolve("sessions.csv")).doesNotExist();
    }

    private static List<String> lines(Path out, String result) throws IOException {
        return Files.readAllLines(out.resolve(result + ".csv")).stream().skip(1).toList();
    }
}
