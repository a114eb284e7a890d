package dev.freshet.bench.driver;

import dev.freshet.bench.engine.RunArguments;
import dev.freshet.bench.engine.RunResult;
import dev.freshet.bench.engine.RunSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs an engine once in a JVM of its own: its own class path, the same flags for all. */
public final class EngineProcess {
    /** Flags of every engine's JVM. */
    public static final List<String> FLAGS = List.of(
            "-XX:+UseParallelGC",
            "-Xms4g",
            "-Xmx4g",
            "-XX:ActiveProcessorCount=2",
            "-XX:-UsePerfData",
            "-Dfile.encoding=UTF-8",
            // Flink's serializers look into these.
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED");

    private static final Duration BOUND = Duration.ofMinutes(30);
    private static final int SHOWN_LINES = 12;

    private final Path home;

    /**
     * @param home the project's folder, built
     */
    public EngineProcess(Path home) {
        this.home = home;
    }

    /**
     * Runs it to its end.
     *
     * @throws BenchException if it fails, cannot do the job, or takes longer than half an hour
     */
    public RunResult run(String engine, RunSpec spec) {
        try {
            Path scratch = Files.createTempDirectory("freshet-bench-");
            try {
                return run(engine, spec, scratch);
            } finally {
                Scratch.delete(scratch);
            }
        } catch (IOException e) {
            throw new BenchException("engine '" + engine + "' cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        }
    }

    private RunResult run(String engine, RunSpec spec, Path scratch) throws IOException, InterruptedException {
        Path result = scratch.resolve("result.json");
        Path log = scratch.resolve("output.log");
        Process process = new ProcessBuilder(command(engine, spec, scratch, result))
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Thread stop = new Thread(process::destroyForcibly, "bench-stop-" + process.pid());
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            if (!process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
                throw new BenchException(
                        "engine '" + engine + "' did not end within " + BOUND.toMinutes() + " minutes");
            }
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(stop);
        }
        if (process.exitValue() != 0 || !Files.exists(result)) {
            throw new BenchException("engine '" + engine + "' failed (exit code " + process.exitValue() + "): "
                    + String.join("\n  ", lastLines(log)));
        }
        return Measured.read(result);
    }

    private List<String> command(String engine, RunSpec spec, Path scratch, Path result) throws IOException {
        Path module = home.resolve("bench").resolve(Engines.module(engine)).resolve("target");
        Path classPath = module.resolve("classpath.txt");
        if (!Files.exists(classPath)) {
            throw new BenchException("engine '" + engine + "' is not built: there is no " + classPath);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(profiling());
        command.add("-Djava.io.tmpdir=" + scratch);
        command.add("-Dlog4j2.configurationFile=" + home.resolve("conf/log4j2/bench.xml"));
        command.add("-cp");
        command.add(module.resolve("classes")
                + File.pathSeparator
                + Files.readString(classPath).trim());
        command.add("dev.freshet.bench.main.EngineMain");
        command.add(result.toString());
        command.add(engine);
        command.addAll(RunArguments.write(spec));
        return command;
    }

    private static List<String> lastLines(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
    }

    /** Further flags of engines, from the environment: for a profiler. */
    private static List<String> profiling() {
        String flags =
                System.getenv().getOrDefault("FRESHET_BENCH_JAVA_OPTIONS", "").trim();
        return flags.isEmpty() ? List.of() : List.of(flags.split("\\s+"));
    }
}
