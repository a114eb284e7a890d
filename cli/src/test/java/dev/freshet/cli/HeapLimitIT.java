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

    @TempDir
    Path scratch;

    @Test
    void theRunFailsAndNamesTheOperatorThatHoldsMost() throws IOException {
        Files.writeString(scratch.resolve("shop.yaml"), PIPELINE);
        try (BufferedWriter orders = Files.newBufferedWriter(scratch.resolve("orders.json"))) {
            for (int i = 0; i < ORDERS; i++) {
                orders.write("{\"ts\":" + (1_700_000_000_000L + i) + ",\"id\":" + i + ",\"amount\":" + i + "}\n");
            }
        }
        Files.writeString(scratch.resolve("payments.json"), "{\"ts\":1700000000000,\"order_id\":1}\n");
        CliProcess.Result run = new CliProcess(scratch, "256m")
                .run(
                        "run",
                        scratch.resolve("shop.yaml").toString(),
                        "--input",
                        "orders=" + scratch.resolve("orders.json"),
                        "--input",
                        "payments=" + scratch.resolve("payments.json"),
                        "--json");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains("Operator 'paid' holds the most", "FRESHET_JAVA_OPTS", "memory.limit");
        assertThat(run.err()).doesNotContain("OutOfMemoryError");
    }
}
