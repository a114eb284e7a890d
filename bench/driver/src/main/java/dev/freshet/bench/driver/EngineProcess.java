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
        try (RunningEngine running = start(engine, spec)) {
            if (!running.await(BOUND)) {
                throw new BenchException(
                        "engine '" + engine + "' did not end within " + BOUND.toMinutes() + " minutes");
            }
            return running.result();
        } catch (IOException e) {
            throw new BenchException("the result of engine '" + engine + "' cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        }
    }

    /**
     * Starts it.
     *
     * @throws BenchException if it cannot be started
     */
    public RunningEngine start(String engine, RunSpec spec) {
        try {
            Path scratch = Files.createTempDirectory("freshet-bench-");
            return RunningEngine.start(engine, command(engine, spec, scratch, RunningEngine.output(scratch)), scratch);
        } catch (IOException e) {
            throw new BenchException("engine '" + engine + "' cannot be started: " + e.getMessage(), e);
        }
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

    /** Further flags of engines, from the environment: for a profiler. */
    private static List<String> profiling() {
        String flags =
                System.getenv().getOrDefault("FRESHET_BENCH_JAVA_OPTIONS", "").trim();
        return flags.isEmpty() ? List.of() : List.of(flags.split("\\s+"));
    }
}
