package dev.freshet.cli;

import dev.freshet.bench.driver.BenchException;
import dev.freshet.bench.driver.BenchServers;
import dev.freshet.bench.driver.Comparison;
import dev.freshet.bench.driver.Driver;
import dev.freshet.bench.driver.EngineProcess;
import dev.freshet.bench.driver.Engines;
import dev.freshet.bench.driver.ReportJson;
import dev.freshet.bench.driver.ReportTable;
import dev.freshet.bench.driver.ResultFiles;
import dev.freshet.bench.driver.Sweep;
import dev.freshet.bench.driver.SweepAxis;
import dev.freshet.bench.driver.latency.LatencyRun;
import dev.freshet.bench.engine.Engine;
import dev.freshet.bench.engine.RunResult;
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.job.JobName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet bench}: the same work on other engines, side by side. */
@Command(
        name = "bench",
        description =
                "Compares Freshet with other engines: the same job, in turn, each in its own JVM with the same flags.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Runs of less than 40 million events say little: the JIT compiler is still at work. Every run's answer is checked;",
            "if one differs the comparison is void. Results go to bench/results as CSV and SVG. bench/README.md specifies jobs.",
            "",
            "Examples:",
            "  freshet bench views",
            "  freshet bench views --against flink-sql,storm --events 40000000 --rounds 5 --json",
            "  freshet bench views --source kafka --sink redis --events 10000000",
            "  freshet bench hop --keys 1000 --overlap 600",
            "  freshet bench views --source kafka --sink redis --rate 50000",
            "  freshet bench hop --sweep keys --against flink-sql"
        })
final class BenchCommand implements Callable<Integer> {
    private static final Duration WARM_UP = Duration.ofSeconds(30);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BenchJob job = new BenchJob();

    @Option(
            names = "--against",
            paramLabel = "ENGINE",
            split = ",",
            description = "Engines to compare with; 'none' for Freshet alone.")
    @Nullable
    private List<String> against;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each engine runs (default ${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(names = "--json", description = "Print one JSON object on stdout, and nothing else.")
    private boolean json;

    @Option(
            names = "--rate",
            arity = "0..1",
            fallbackValue = "0",
            paramLabel = "N",
            description =
                    "Measure latency at N events a second, from Kafka into Redis; without N at half of what the slowest"
                            + " engine reaches, which is measured first.")
    @Nullable
    private Long rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long events come at the rate (default ${DEFAULT-VALUE}); the first 30 s do not count.")
    private int seconds = 150;

    @Option(names = "--sweep", description = "Show how engines grow: keys, overlap, parallelism or disorder.")
    @Nullable
    private SweepAxis sweep;

    @Override
    public Integer call() {
        if (rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds must be at least 1 (is " + rounds + ")");
        }
        if (rate != null && (sweep != null || rate < 0 || seconds <= WARM_UP.toSeconds())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rate must not be negative, goes without --sweep, and needs --seconds above "
                            + WARM_UP.toSeconds());
        }
        RunSpec asked = job.spec(spec);
        List<String> engines = engines(asked.job(), asked.source(), asked.sink());
        String home = System.getProperty("freshet.home");
        if (home == null) {
            throw CliException.failed("bench runs from the project's folder only: use its bin/freshet");
        }
        EngineProcess processes = new EngineProcess(Path.of(home));
        ResultFiles files = new ResultFiles(Path.of(home, "bench", "results"));
        try {
            if (sweep != null) {
                return sweep(sweep, asked, engines, processes, files);
            }
            Comparison comparison =
                    rate == null ? compare(asked, engines, processes) : latency(rate, asked, engines, processes);
            wrote(files.write(comparison, command()));
            if (json) {
                System.out.println(ReportJson.of(comparison));
            } else {
                ReportTable.of(comparison).forEach(System.out::println);
            }
            return comparison.disagreements().isEmpty() ? 0 : 1;
        } catch (BenchException e) {
            throw CliException.failed(String.valueOf(e.getMessage()));
        }
    }

    private int sweep(SweepAxis axis, RunSpec asked, List<String> engines, EngineProcess processes, ResultFiles files) {
        Sweep done = Sweep.run(axis, asked, point -> compare(point, engines, processes));
        wrote(files.write(done, command()));
        done.table().forEach(System.out::println);
        return done.isVoid() ? 1 : 0;
    }

    private Comparison compare(RunSpec asked, List<String> engines, EngineProcess processes) {
        try (BenchServers servers = BenchServers.start(asked, BenchCommand::say)) {
            return new Driver(processes::run, BenchCommand::say)
                    .compare(servers.spec(), rounds, engines, servers::reset);
        }
    }

    private Comparison latency(long perSecond, RunSpec asked, List<String> engines, EngineProcess processes) {
        LatencyRun.check(asked);
        long chosen = perSecond > 0 ? perSecond : halfOfTheSlowest(asked, engines, processes);
        RunSpec paced = asked.paced(chosen, chosen * seconds);
        LatencyRun runs = new LatencyRun(processes, WARM_UP, BenchCommand::say);
        List<String> answering = engines.stream()
                .filter(engine -> !engine.equals(Engine.DECODE_ONLY))
                .toList();
        try (BenchServers servers = BenchServers.start(paced, BenchCommand::say)) {
            return new Driver(runs::run, BenchCommand::say).compare(servers.spec(), rounds, answering, servers::reset);
        }
    }

    private long halfOfTheSlowest(RunSpec asked, List<String> engines, EngineProcess processes) {
        Comparison fast = compare(asked, engines, processes);
        long half = (long) (engines.stream()
                        .mapToDouble(engine ->
                                fast.of(engine, RunResult::eventsPerSecond).median())
                        .min()
                        .orElseThrow()
                / 2);
        say("half of the slowest engine's maximum is " + half + " events/s");
        return half;
    }

    private String command() {
        return "freshet " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    }

    private static void wrote(List<Path> written) {
        written.forEach(file -> say("wrote " + file));
    }

    private static void say(String message) {
        System.err.println("freshet: " + message);
    }

    private List<String> engines(JobName name, SourceKind source, SinkKind sink) {
        List<String> engines = new ArrayList<>(List.of(Engines.FRESHET));
        List<String> peers = against == null ? Engines.usual(name, source, sink) : against;
        if (!peers.equals(List.of("none"))) {
            for (String peer : peers) {
                if (!Engines.names().contains(peer)) {
                    throw new ParameterException(
                            spec.commandLine(),
                            "no engine is named '" + peer + "'; there are " + String.join(", ", Engines.names()));
                }
                if (!engines.contains(peer)) {
                    engines.add(peer);
                }
            }
        }
        return engines;
    }
}
