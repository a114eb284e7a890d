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
import java.util.function.LongPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code filtered} of {@code run --json}, and what the results counted, against a recount of the events. */
class FilteredIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PIPELINE = """
            name: shop
            inputs:
              orders: { format: json, schema: { ts: TIMESTAMP(ms), n: BIGINT }, out-of-order: 1m }
            streams:
              some: { from: orders, where: n <> 7 }
            results:
            """;

    @TempDir
    Path scratch;

    private final List<Long> numbers = new ArrayList<>();

    @BeforeEach
    void events() throws IOException {
        RandomSource random = RandomSource.create();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            long n = random.nextLong(0, 10);
            numbers.add(n);
            lines.append("{\"ts\":")
                    .append(1_000_000 + i)
                    .append(",\"n\":")
                    .append(n)
                    .append("}\n");
        }
        Files.writeString(scratch.resolve("orders.json"), lines);
    }

    @Test
    void countsAnEventOnceHoweverManyResultsDropIt() throws IOException {
        JsonNode summary = run("""
                  low: { from: some, where: n < 3, window: 1d, aggregate: count() AS c }
                  high: { from: some, where: n > 6, select: n, window: 1d, aggregate: count() AS c, having: c < 0 }
                  top: { from: some, where: n > 5, window: 1d, aggregate: count() AS c }
                """);
        assertThat(summary.get("filtered").asLong()).isEqualTo(count(n -> n == 7 || n >= 3 && n <= 5));
        assertThat(summary.get("dead").asLong()).isZero();
        assertThat(exported("low")).isEqualTo(count(n -> n < 3));
        assertThat(exported("top")).isEqualTo(count(n -> n > 5 && n != 7));
        assertThat(lines("high")).as("having drops windows, not events").hasSize(1);
    }

    @Test
    void anErrorInOneResultTakesNothingFromAnother() throws IOException {
        JsonNode summary = run("""
                  ratio: { from: some, where: 12 / n > 3, window: 1d, aggregate: count() AS c }
                  even: { from: some, where: n < 1 OR n = 8, window: 1d, aggregate: count() AS c }
                """);
        assertThat(summary.get("dead").asLong()).isEqualTo(count(n -> n == 0));
        assertThat(summary.get("filtered").asLong()).isEqualTo(count(n -> n > 3 && n != 8));
        assertThat(exported("ratio")).isEqualTo(count(n -> n >= 1 && n <= 3));
        assertThat(exported("even")).isEqualTo(count(n -> n == 0 || n == 8));
    }

    @Test
    void nothingIsFilteredWhereAResultTakesAll() throws IOException {
        JsonNode summary = run("""
                  low: { from: some, where: n < 3, window: 1d, aggregate: count() AS c }
                  all: { from: orders, window: 1d, aggregate: count() AS c }
                """);
        assertThat(summary.get("filtered").asLong()).isZero();
        assertThat(exported("low")).isEqualTo(count(n -> n < 3));
        assertThat(exported("all")).isEqualTo(numbers.size());
    }

    private JsonNode run(String results) throws IOException {
        Path file = Files.writeString(scratch.resolve("shop.yaml"), PIPELINE + results.indent(2));
        CliProcess.Result run = new CliProcess(scratch)
                .run(
                        "run",
                        file.toString(),
                        "--input",
                        scratch.resolve("orders.json").toString(),
                        "--export",
                        scratch.resolve("export").toString(),
                        "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode summary = JSON.readTree(run.out());
        assertThat(summary.get("events_in").asLong()).isEqualTo(numbers.size());
        assertThat(summary.get("late").asLong()).isZero();
        return summary;
    }

    /** The count of the only window. */
    private long exported(String result) throws IOException {
        String row = lines(result).get(1);
        return Long.parseLong(row.substring(row.lastIndexOf(',') + 1));
    }

    private List<String> lines(String result) throws IOException {
        return Files.readAllLines(scratch.resolve("export").resolve(result + ".csv"));
    }

    private long count(LongPredicate wanted) {
        return numbers.stream().filter(wanted::test).count();
    }
}
