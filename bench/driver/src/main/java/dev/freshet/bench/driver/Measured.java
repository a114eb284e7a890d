package dev.freshet.bench.driver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.engine.Latency;
import dev.freshet.bench.engine.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the result that a run's process has written. */
final class Measured {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Measured() {}

    static RunResult read(Path file) throws IOException {
        JsonNode root = JSON.readTree(Files.readString(file));
        JsonNode latency = root.path("latency");
        return new RunResult(
                root.path("engine").asText(),
                root.path("events").asLong(),
                root.path("nanos").asLong(),
                root.path("cpu_nanos").asLong(),
                new Answer(
                        root.path("rows").asLong(),
                        Long.parseUnsignedLong(root.path("checksum").asText(), 16),
                        root.path("approximate").asDouble()),
                root.path("allocated_bytes").asLong(),
                root.path("peak_heap_bytes").asLong(),
                root.path("peak_rss_bytes").asLong(),
                latency.isMissingNode()
                        ? null
                        : new Latency(
                                latency.path("samples").asLong(),
                                latency.path("p50_ms").asDouble(),
                                latency.path("p99_ms").asDouble(),
                                latency.path("p999_ms").asDouble(),
                                latency.path("max_ms").asDouble()));
    }
}
