package dev.freshet.bench.driver;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.bench.engine.Latency;
import dev.freshet.bench.engine.RunResult;

/** A comparison as JSON: {@code {"job","rounds","engines":{NAME:{…}},"ratios":{NAME:{"cpu","throughput"}}}}. */
public final class ReportJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportJson() {}

    /** One line. Ratios are greater than 1 where Freshet is better, and left out if the comparison is void. */
    public static String of(Comparison comparison) {
        ObjectNode root = JSON.createObjectNode();
        root.put("job", comparison.spec().job().id());
        root.put("rounds", comparison.rounds());
        root.put("events", comparison.spec().events());
        root.put("source", comparison.spec().source().id());
        root.put("sink", comparison.spec().sink().id());
        root.put("seed", comparison.spec().parameters().seed());
        ObjectNode engines = root.putObject("engines");
        comparison.runs().keySet().forEach(engine -> engine(engines.putObject(engine), comparison, engine));
        ObjectNode ratios = root.putObject("ratios");
        comparison.ratios().forEach((engine, ratio) -> {
            ObjectNode node = ratios.putObject(engine);
            node.put("cpu", ratio.cpu().median());
            node.put("throughput", ratio.throughput().median());
            spread(node, "cpu", ratio.cpu());
            spread(node, "throughput", ratio.throughput());
        });
        if (!comparison.disagreements().isEmpty()) {
            comparison.disagreements().forEach(root.putArray("void")::add);
        }
        return root.toString();
    }

    private static void engine(ObjectNode node, Comparison comparison, String engine) {
        RunResult last = comparison.runs(engine).get(comparison.runs(engine).size() - 1);
        Spread throughput = comparison.of(engine, RunResult::eventsPerSecond);
        Spread cpu = comparison.of(engine, RunResult::cpuSecondsPerMillion);
        node.put("events_per_second", throughput.median());
        node.put("cpu_seconds_per_million", cpu.median());
        if (Engines.answers(engine)) {
            node.put("checksum", String.format("%016x", last.answer().checksum()));
        }
        node.put("rows", last.answer().rows());
        spread(node, "events_per_second", throughput);
        spread(node, "cpu_seconds_per_million", cpu);
        node.put(
                "allocated_bytes_per_event",
                comparison
                        .of(engine, run -> (double) run.allocatedBytes() / run.events())
                        .median());
        node.put(
                "peak_heap_bytes",
                comparison.of(engine, RunResult::peakHeapBytes).median());
        node.put(
                "peak_rss_bytes", comparison.of(engine, RunResult::peakRssBytes).median());
        Latency latency = last.latency();
        if (latency != null) {
            ObjectNode times = node.putObject("latency_ms");
            times.put("p50", latency.p50Ms());
            times.put("p99", latency.p99Ms());
            times.put("p999", latency.p999Ms());
            times.put("samples", latency.samples());
        }
    }

    private static void spread(ObjectNode node, String name, Spread spread) {
        node.putArray(name + "_spread").add(spread.least()).add(spread.greatest());
    }
}
