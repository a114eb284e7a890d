package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The proof for users, in short: a worker of a real cluster is killed, and every result is right. */
@ResourceLock("storm-cluster")
class ChaosIT {
    @TempDir
    Path scratch;

    @Test
    void aKilledWorkerCostsNothing() throws IOException {
        CliProcess.Result run = new CliProcess(scratch)
                .run("chaos", "network", "--minutes", "0.5", "--rate", "1000", "--faults", "worker-kill", "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.get("events_in").asLong()).isEqualTo(30_000);
        assertThat(report.get("faults").get("worker-kill").asInt()).isPositive();
        for (String wrong : new String[] {"lost", "doubled", "wrong_results"}) {
            assertThat(report.get(wrong).asLong()).as(wrong).isZero();
        }
    }

    @Test
    void saysWhatItCannotCheck() {
        CliProcess cli = new CliProcess(scratch);
        CliProcess.Result app = cli.run("chaos", "market");
        assertThat(app.exitCode()).isEqualTo(2);
        assertThat(app.err()).contains("network");
        CliProcess.Result fault = cli.run("chaos", "network", "--faults", "meteor");
        assertThat(fault.exitCode()).isEqualTo(2);
        assertThat(fault.err()).contains("worker-kill");
        CliProcess.Result both = cli.run("chaos", "network", "--faults", "slots,zombie");
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("slots and zombie");
    }
}
