package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A join that keeps more than a small heap has room for. */
class HeapLimitIT {
    private static final int ORDERS = 3_000_000;
    private static final String PIPELINE = """
            name: shop
            inputs:
              orders: { format: json, schema: { ts: TIMESTAMP(ms), id: BIGINT, amount: BIGINT } }
              payments: { format: json, schema: { ts: TIMESTAMP(ms), order_id: BIGINT } }
            streams:
              paid: { join: { left: orders, right: payments, kind: left, on: id = order_id, within: 0s..7d, max-rows: 1000000000 } }
            results:
              unpaid: { from: paid, where: order_id IS NULL, window: 1d, aggregate: 'count() AS orders, sum(amount) AS amount' }
            config: { source.alignment: 30d }
            """;

    private static final int LETTERS = 400_000;
    private static final String WIDE = """
            name: post
            inputs:
              letters: { format: json, schema: { ts: TIMESTAMP(ms), id: BIGINT, text: VARCHAR } }
              answers: { format: json, schema: { ts: TIMESTAMP(ms), to: BIGINT } }
            streams:
              answered: { join: { left: letters, right: answers, kind: left, on: id = to, within: 0s..7d } }
            results:
              sizes: { from: answered, window: 1d, aggregate: 'count() AS letters, sum(CHAR_LENGTH(text)) AS size' }
            config: { parallelism: 1, source.alignment: 30d, source.in-flight.bytes: 8388608, source.batch.bytes: 1048576, state.store: disk }
            """;

    @TempDir
    Path scratch;

    @Test
    void rowsOnDiskMayBeMoreThanTheHeap() throws IOException {
        CliProcess.Result run = post(0, LETTERS, "Dear Sir, ".repeat(60));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Files.readString(scratch.resolve("export/sizes.csv")))
                .endsWith("," + LETTERS + "," + 600L * LETTERS + "\n");
    }

    @Test
    void aDiskThatIsFullIsAFailure() throws IOException {
        CliProcess.Result run = post(80_000, LETTERS / 2, "Dear Sir, ".repeat(60));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains("operator 'answered' failed: rows cannot be kept on disk in", "is there room?");
    }

    @Test
    void aDiskWithoutRoomForStormIsAFailure() throws IOException {
        CliProcess.Result run = post(20_000, 10, "");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains("Storm's ZooKeeper", "is there room");
    }

    @Test
    void theRunFailsAndNamesTheOperatorThatHoldsMost() throws IOException {
        Files.writeString(scratch.resolve("shop.yaml"), PIPELINE);
        write("orders", ORDERS, ",\"amount\":1}");
        Files.writeString(scratch.resolve("payments.json"), "{\"ts\":1700000000000,\"order_id\":1}\n");
        CliProcess.Result run = run(new CliProcess(scratch, "256m"), "shop", "orders", "payments");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains("Operator 'paid' holds the most", "FRESHET_JAVA_OPTS", "memory.limit");
        assertThat(run.err()).doesNotContain("OutOfMemoryError");
    }

    private void write(String input, int count, String end) throws IOException {
        try (BufferedWriter lines = Files.newBufferedWriter(scratch.resolve(input + ".json"))) {
            for (int i = 0; i < count; i++) {
                lines.write("{\"ts\":" + (1_700_000_000_000L + i) + ",\"id\":" + i + end + "\n");
            }
        }
    }

    /** Runs {@link #WIDE} where no file may be larger; 0 for no limit. */
    private CliProcess.Result post(int largestFileKb, int letters, String text) throws IOException {
        Files.writeString(scratch.resolve("post.yaml"), WIDE);
        write("letters", letters, ",\"text\":\"" + text + "\"}");
        Files.writeString(scratch.resolve("answers.json"), "{\"ts\":1700000000000,\"to\":1}\n");
        return run(new CliProcess(scratch, "320m", largestFileKb), "post", "letters", "answers");
    }

    private CliProcess.Result run(CliProcess cli, String pipeline, String left, String right) {
        return cli.run(
                "run",
                scratch.resolve(pipeline + ".yaml").toString(),
                "--input",
                left + "=" + scratch.resolve(left + ".json"),
                "--input",
                right + "=" + scratch.resolve(right + ".json"),
                "--export",
                scratch.resolve("export").toString(),
                "--json");
    }
}
