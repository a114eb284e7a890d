package dev.freshet.topologies.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.plan.SinkNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sink.retain} holds for windows, leaderboards and logs that do not say how long they are kept. */
class RetainTest {
    private static final String PIPELINE = """
            name: shop
            inputs:
              orders: { format: json, schema: { ts: TIMESTAMP(ms), item: VARCHAR, n: BIGINT }, time: ts }
            results:
              sales: { from: orders, by: item, window: 1m, aggregate: sum(n) AS n }
              best: { from: orders, by: item, window: 1m, aggregate: sum(n) AS n, top: { n: 3, by: n } }
              big: { from: orders, where: n > 100 }
              own: { from: orders, where: n > 200, retain: 2h }
            """;

    @TempDir
    Path directory;

    @Test
    void isADayWhereNothingIsSaid() throws IOException {
        assertThat(retained("", Map.of())).isEqualTo(retained(Duration.ofHours(24)));
    }

    @Test
    void comesFromTheFileItself() throws IOException {
        assertThat(retained("config: { sink.retain: 3h }\n", Map.of())).isEqualTo(retained(Duration.ofHours(3)));
    }

    @Test
    void comesFromAnOption() throws IOException {
        assertThat(retained("config: { sink.retain: 3h }\n", Map.of("sink.retain", "90s")))
                .isEqualTo(retained(Duration.ofSeconds(90)));
    }

    private static Map<String, Long> retained(Duration set) {
        long ms = set.toMillis();
        return Map.of(
                "sales", ms, "best", ms, "big", ms, "own", Duration.ofHours(2).toMillis());
    }

    private Map<String, Long> retained(String config, Map<String, String> overrides) throws IOException {
        Path file = Files.writeString(directory.resolve("shop.yaml"), PIPELINE + config);
        Path input = Files.writeString(directory.resolve("orders.json"), "{\"ts\":1,\"item\":\"a\",\"n\":2}\n");
        PreparedJob job = JobPlanner.prepare(JobSpec.application(file.toString())
                .input(input.toString())
                .overrides(overrides)
                .build());
        return job.plan().sinks().stream().collect(Collectors.toMap(SinkNode::name, SinkNode::retainMs));
    }
}
