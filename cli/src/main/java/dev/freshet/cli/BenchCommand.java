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
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.job.JobName;
import java.nio.file.Path;
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
            "  freshet bench hop --keys 1000 --overlap 600"
        })
final class BenchCommand implements Callable<Integer> {
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

    @Override
    public Integer call() {
        if (rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds must be at least 1 (is " + rounds + ")");
        }
        RunSpec asked = job.spec(spec);
        List<String> engines = engines(asked.job(), asked.source(), asked.sink());
        String home = System.getProperty("freshet.home");
        if (home == null) {
            throw CliException.failed("bench runs from the project's folder only: use its bin/freshet");
        }
        try (BenchServers servers = BenchServers.start(asked, message -> System.err.println("freshet: " + message))) {
            Driver driver =
                    new Driver(new EngineProcess(Path.of(home))::run, line -> System.err.println("freshet: " + line));
            Comparison comparison = driver.compare(servers.spec(), rounds, engines, servers::reset);
            Path results = Path.of(home, "bench", "results");
            String command = "freshet "
                    + String.join(" ", spec.commandLine().getParseResult().originalArgs());
            for (Path file : new ResultFiles(results).write(comparison, command)) {
                System.err.println("freshet: wrote " + file);
            }
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
