package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.results.ResultReader;
import dev.freshet.services.kafka.KafkaBroker;
import dev.freshet.services.process.Await;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.services.storm.StormCluster;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.RedisExtension;
import dev.freshet.testkit.StormClusterExtension;
import dev.freshet.testkit.behaviour.SeenFlow;
import dev.freshet.testkit.behaviour.SessionRecount;
import dev.freshet.testkit.links.LinkSample;
import dev.freshet.testkit.market.Tape;
import dev.freshet.testkit.road.LinearRoadChecker;
import dev.freshet.topologies.behaviour.BehaviourGenerator;
import dev.freshet.topologies.behaviour.BehaviourSettings;
import dev.freshet.topologies.behaviour.InventoryGenerator;
import dev.freshet.topologies.links.TelemetryGenerator;
import dev.freshet.topologies.links.TelemetrySettings;
import dev.freshet.topologies.market.MarketGenerator;
import dev.freshet.topologies.market.MarketSettings;
import dev.freshet.topologies.road.TrafficSettings;
import dev.freshet.topologies.road.loops.LoopSettings;
import dev.freshet.topologies.road.loops.LoopTraffic;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The applications besides network by {@code storm jar} on a real cluster of processes, beside one another. What they read is in
 * topics, or in files that the workers read. {@link ClusterIT} has network. Two are run, by Kafka and from a file; others where
 * {@code -Dfreshet.cluster.applications=market,behaviour,detectors,monitor} names them, for each takes half a minute or more.
 */
@ExtendWith({RedisExtension.class, KafkaExtension.class, StormClusterExtension.class})
@ResourceLock("storm-cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterApplicationsIT {
    private static final long START_MS = 1_767_600_000_000L;

    private final StormCluster cluster;
    private final RedisServer redis;
    private final KafkaBroker broker;
    private final Path scratch;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    /** More at a time would only start more slowly. */
    private final ExecutorService hands = Executors.newFixedThreadPool(2);

    private final Map<String, Future<Path>> exports = new ConcurrentHashMap<>();

    /** Compares what a job has exported. */
    @FunctionalInterface
    private interface Check {
        void of(Path export) throws IOException;
    }

    /** @param sources how many tasks read */
    private record Job(String name, List<String> arguments, int sources, Check check) {}

    ClusterApplicationsIT(StormCluster cluster, RedisServer redis, KafkaBroker broker, @TempDir Path scratch) {
        this.cluster = cluster;
        this.redis = redis;
        this.broker = broker;
        this.scratch = scratch;
    }

    static Stream<String> names() {
        return Stream.of(
                System.getProperty("freshet.cluster.applications", "road,links").split(",", -1));
    }

    @BeforeAll
    void runAll() throws IOException {
        for (String name : names().toList()) {
            switch (name) {
                case "market" -> market();
                case "links" -> links();
                case "behaviour" -> behaviour();
                case "road" -> road();
                case "detectors" -> detectors();
                case "monitor" -> monitor();
                default -> throw new IllegalArgumentException("no application '" + name + "'");
            }
        }
        jobs.forEach((name, job) -> exports.put(name, hands.submit(() -> run(job))));
    }

    @AfterAll
    void awaitEnd() {
        hands.shutdownNow();
        cluster.awaitWorkersAtMost(0, Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @MethodSource("names")
    void resultsAreThoseOfARecount(String name) throws Exception {
        Path export = Objects.requireNonNull(exports.get(name)).get();
        Objects.requireNonNull(jobs.get(name)).check().of(export);
    }

    /** From its submission until its workers are told to end. */
    private Path run(Job job) throws IOException {
        CliProcess.Result submit = submit(job);
        assertThat(submit.exitCode()).as(submit.err()).isZero();
        Path out = scratch.resolve(job.name()).resolve("export");
        try (ResultReader results = ResultReader.open(RedisConfig.parse(redis.url()))) {
            Await.orFail(
                    job.sources() + " source tasks of " + job.name() + " to finish",
                    Duration.ofSeconds(200),
                    () -> JobProgress.read(results, job.name()).finishedSources() == job.sources());
            assertThat(JobProgress.read(results, job.name()).count("late")).isZero();
            Exports.write(results, job.name(), out, new PrintStream(OutputStream.nullOutputStream()));
        } finally {
            cluster.kill(job.name(), 0);
        }
        return out;
    }

    private CliProcess.Result submit(Job job) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("submit"));
        arguments.addAll(job.arguments());
        arguments.addAll(List.of("--name", job.name(), "--parallelism", "1"));
        arguments.addAll(List.of("--nimbus", cluster.nimbus(), "--redis", redis.url()));
        arguments.addAll(List.of("--kafka", broker.bootstrapServers()));
        return new CliProcess(Files.createDirectories(scratch.resolve(job.name())))
                .run(arguments.toArray(String[]::new));
    }

    private void market() throws IOException {
        MarketSettings settings = new MarketSettings(11, START_MS, 0.05, 3, 2_000);
        List<byte[]> trades = MarketGenerator.trades(settings).records(6_000).toList();
        List<byte[]> quotes = MarketGenerator.quotes(settings).records(6_000).toList();
        List<String> arguments = new ArrayList<>(List.of("market"));
        arguments.addAll(fromTopic("trades", write("trades.jsonl", trades)));
        arguments.addAll(fromTopic("quotes", write("quotes.jsonl", quotes)));
        Tape tape = Tape.read(trades.iterator(), quotes.iterator(), 4);
        add("market", arguments, 2, out -> MarketSample.check(tape, out, 300));
    }

    private void links() throws IOException {
        TelemetrySettings settings = new TelemetrySettings(2, START_MS, 10_000, 2, 8, 10_000);
        List<LinkSample> samples = LinkSample.read(
                new TelemetryGenerator(settings).records(16 * 360 * 3).iterator());
        Path file = LinksSample.writeCisco(samples, scratch.resolve("rates.csv.gz"));
        add(
                "links",
                List.of("links", "--format", "cisco", "--input", file.toString()),
                1,
                out -> LinksSample.checkWithoutLosses(LinksSample.readCisco(file), out));
    }

    private void behaviour() throws IOException {
        BehaviourSettings settings = new BehaviourSettings(7, START_MS, 4, 20, 5_000);
        List<byte[]> records = new BehaviourGenerator(settings).records(30_000).toList();
        List<byte[]> inventory =
                new InventoryGenerator(settings).records(30_000).toList();
        List<SessionRecount.Step> requests = BehaviourSample.requests(2_000, 9);
        List<String> arguments = new ArrayList<>(List.of("behaviour"));
        arguments.addAll(fromTopic("flows", write("flows.jsonl", records)));
        arguments.addAll(fromTopic("inventory", write("inventory.jsonl", inventory)));
        arguments.addAll(
                List.of("--input", "access=" + BehaviourSample.writeLog(requests, scratch.resolve("access.log"))));
        add("behaviour", arguments, 3, out -> {
            BehaviourSample.check(SeenFlow.read(records.iterator()), inventory, out);
            BehaviourSample.checkSessions(requests, out);
        });
    }

    private void road() throws IOException {
        List<String> records = RoadSample.records(new TrafficSettings(5, 1, 3), 60_000);
        List<String> historical = RoadSample.historical(records, new Random(5));
        Path tolls = Files.write(scratch.resolve("historical.csv"), historical);
        LinearRoadChecker expected = LinearRoadChecker.of(records.stream(), historical);
        List<String> arguments = new ArrayList<>(List.of("road", "--format", "linear-road"));
        arguments.addAll(List.of("-D", "road.historical-tolls=" + tolls));
        arguments.addAll(fromTopic("cars", Files.write(scratch.resolve("cars.dat"), records)));
        add("road", arguments, 1, out -> {
            RoadSample.check(expected, out);
            RoadSample.checkRisk(records, out);
        });
    }

    private void detectors() throws IOException {
        LoopSettings settings = new LoopSettings(2, 1_767_571_200_000L, 1, 5);
        List<byte[]> records = DetectorsSample.records(settings, 2);
        List<String> places = LoopTraffic.places(settings);
        Path table = Files.write(
                scratch.resolve("places.csv"),
                Stream.concat(Stream.of("sensor,road,direction,position"), places.stream())
                        .toList());
        List<String> arguments = new ArrayList<>(List.of("road", "--format", "detectors"));
        arguments.addAll(List.of("-D", "road.detectors.places=" + table));
        arguments.addAll(fromTopic("detectors", write("loops.jsonl", records)));
        add("detectors", arguments, 1, out -> DetectorsSample.check(records, places, out));
    }

    private void monitor() throws IOException {
        MonitorSample sample = new MonitorSample();
        Path file = sample.writeHosts(scratch.resolve("points.json"), 1_500, 9);
        List<String> arguments = new ArrayList<>(List.of("monitor"));
        arguments.addAll(List.of("-D", "monitor.time=at", "-D", "monitor.key=host", "-D", "monitor.value=load"));
        arguments.addAll(fromTopic("points", file));
        add("monitor", arguments, 1, out -> sample.check("on the cluster", out));
    }

    private void add(String name, List<String> arguments, int sources, Check check) {
        jobs.put(name, new Job(name, arguments, sources, check));
    }

    /** A file that is loaded into a topic, which is what the job reads. */
    private static List<String> fromTopic(String input, Path file) {
        return List.of("--input", input + "=" + file, "--topic", input + "=cluster-" + input);
    }

    private Path write(String name, List<byte[]> records) throws IOException {
        return Files.write(
                scratch.resolve(name), records.stream().map(String::new).toList());
    }
}
