package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.testkit.behaviour.SeenFlow;
import dev.freshet.testkit.behaviour.SessionRecount;
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
        BehaviourSample.check(flows, inventory(), out);
        assertThat(out.resolve("sessions.csv")).doesNotExist();
    }

    @Test
    void flowsAndOwnersOfKafkaAndALogFromDiskAreFoundAgain() throws IOException {
        List<byte[]> records = new BehaviourGenerator(SETTINGS).records(EVENTS).toList();
        List<SessionRecount.Step> requests = BehaviourSample.requests(2_000, 9);
        Path out = scratch.resolve("export");
        CliProcess.Result run = new CliProcess(scratch)
                .run(
                        "run",
                        "behaviour",
                        "--input",
                        "access=" + BehaviourSample.writeLog(requests, scratch.resolve("access.log")),
                        "--input",
                        "flows=" + write("flows.jsonl", records),
                        "--input",
                        "inventory=" + write("inventory.jsonl", inventory()),
                        "--topic",
                        "flows=flows",
                        "--topic",
                        "inventory=inventory",
                        "--kafka",
                        "embedded",
                        "--export",
                        out.toString(),
                        "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode json = JSON.readTree(run.out());
        assertThat(json.get("events_in").asLong()).isEqualTo(2L * EVENTS + requests.size());
        assertThat(json.get("late").asLong()).isZero();
        BehaviourSample.check(SeenFlow.read(records.iterator()), inventory(), out);
        BehaviourSample.checkSessions(requests, out);
    }

    private Path write(String name, List<byte[]> records) throws IOException {
        return Files.write(
                scratch.resolve(name), records.stream().map(String::new).toList());
    }

    private static List<byte[]> inventory() {
        return new InventoryGenerator(SETTINGS).records(EVENTS).toList();
    }
}
