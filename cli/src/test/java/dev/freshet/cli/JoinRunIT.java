package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.testkit.RandomSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline file that joins two inputs and aggregates what comes of it, against two nested loops. */
class JoinRunIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long START_MS = 1_700_000_000_000L;
    private static final int WITHIN_MS = 5_000;
    private static final int WINDOW_MS = 10_000;
    private static final String PIPELINE = """
            name: shop
            inputs:
              orders: { format: json, schema: { ts: TIMESTAMP(ms), id: BIGINT, amount: BIGINT }, out-of-order: 1s }
              payments: { format: json, schema: { ts: TIMESTAMP(ms), order_id: BIGINT, amount: BIGINT }, out-of-order: 1s }
            streams:
              paid:
                join: { left: orders, right: payments, kind: left, on: id = order_id, within: 0s..5s }
            results:
              pairs: { from: paid, where: order_id IS NOT NULL, select: 'id, amount, payments_amount' }
              unpaid: { from: paid, where: order_id IS NULL, window: 10s, aggregate: count() AS orders }
              newest:
                join: { left: orders, right: payments, on: id = order_id, as-of: backward, tolerance: 5s }
                select: 'id, amount, payments_amount'
            """;

    private record Row(long ts, long id, long amount) {}

    @TempDir
    Path scratch;

    @Test
    void joinsAsTwoLoopsDo() throws IOException {
        RandomSource random = RandomSource.create();
        List<Row> orders = rows(random, 1_200, 1);
        List<Row> payments = rows(random, 900, 100_000);
        Files.writeString(scratch.resolve("shop.yaml"), PIPELINE);
        CliProcess.Result run = new CliProcess(scratch)
                .run(
                        "run",
                        scratch.resolve("shop.yaml").toString(),
                        "--input",
                        "orders=" + write("orders", "id", orders),
                        "--input",
                        "payments=" + write("payments", "order_id", payments),
                        "--export",
                        scratch.resolve("export").toString(),
                        "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode summary = JSON.readTree(run.out());
        assertThat(summary.get("events_in").asLong()).isEqualTo(orders.size() + payments.size());
        assertThat(summary.get("late").asLong())
                .as("rows of a join that were late")
                .isZero();
        assertThat(summary.get("dead").asLong()).isZero();

        List<String> pairs = new ArrayList<>();
        List<String> newest = new ArrayList<>();
        Map<Long, Integer> unpaid = new TreeMap<>();
        for (Row order : orders) {
            boolean any = false;
            Row last = null;
            for (Row payment : payments) {
                if (payment.id != order.id) {
                    continue;
                }
                long after = payment.ts - order.ts;
                if (after >= 0 && after <= WITHIN_MS) {
                    any = true;
                    pairs.add(order.id + "," + order.amount + "," + payment.amount);
                }
                if (after <= 0 && after >= -WITHIN_MS && (last == null || payment.ts >= last.ts)) {
                    last = payment;
                }
            }
            if (!any) {
                unpaid.merge(order.ts - order.ts % WINDOW_MS, 1, Integer::sum);
            }
            if (last != null) {
                newest.add(order.id + "," + order.amount + "," + last.amount);
            }
        }
        assertThat(logged("pairs")).isNotEmpty().containsExactlyInAnyOrderElementsOf(pairs);
        assertThat(logged("newest")).isNotEmpty().containsExactlyInAnyOrderElementsOf(newest);
        assertThat(exported("unpaid").stream()
                        .map(line -> line.substring(line.lastIndexOf(',') + 1))
                        .toList())
                .containsExactlyElementsOf(
                        unpaid.values().stream().map(String::valueOf).toList());
    }

    /** Rows of different times, a little out of order; amounts are unique. */
    private static List<Row> rows(RandomSource random, int count, long firstAmount) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long ts = START_MS + 40L * i + random.nextLong(0, 20) * 40;
            rows.add(new Row(ts + i % 40, random.nextLong(0, 50), firstAmount + i));
        }
        return rows;
    }

    private Path write(String name, String key, List<Row> rows) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Row row : rows) {
            lines.append("{\"ts\":")
                    .append(row.ts)
                    .append(",\"")
                    .append(key)
                    .append("\":")
                    .append(row.id)
                    .append(",\"amount\":")
                    .append(row.amount)
                    .append("}\n");
        }
        return Files.writeString(scratch.resolve(name + ".json"), lines);
    }

    /** Rows of a log without their event time. */
    private List<String> logged(String result) throws IOException {
        return exported(result).stream()
                .map(line -> line.substring(line.indexOf(',') + 1))
                .toList();
    }

    private List<String> exported(String result) throws IOException {
        List<String> lines = Files.readAllLines(scratch.resolve("export").resolve(result + ".csv"));
        return lines.subList(1, lines.size());
    }
}
