package dev.freshet.bench.driver;

import dev.freshet.bench.engine.ResultPlace;
import dev.freshet.bench.engine.RunResult;
import dev.freshet.bench.main.EngineMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An engine's process. Closing ends it and deletes its files. */
public final class RunningEngine implements AutoCloseable {
    private static final int SHOWN_LINES = 12;
    private static final long LOOK_MS = 20;

    private final String engine;
    private final Process process;
    private final Path scratch;
    private final Thread stop;

    private RunningEngine(String engine, Process process, Path scratch) {
        this.engine = engine;
        this.process = process;
        this.scratch = scratch;
        this.stop = new Thread(process::destroyForcibly, "bench-stop-" + process.pid());
        Runtime.getRuntime().addShutdownHook(stop);
    }

    static Path output(Path scratch) {
        return scratch.resolve("result.json");
    }

    static RunningEngine start(String engine, List<String> command, Path scratch) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(scratch).toFile())
                .start();
        return new RunningEngine(engine, process, scratch);
    }

    /** Waits for the process's end; returns whether it came in time. */
    boolean await(Duration atMost) throws InterruptedException {
        return process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS);
    }

    /** What it measured, when it has ended. */
    RunResult result() throws IOException {
        Path result = output(scratch);
        if (process.exitValue() != 0 || !Files.exists(result)) {
            throw new BenchException(
                    "engine '" + engine + "' failed (exit code " + process.exitValue() + "): " + lastLines());
        }
        return Measured.read(result);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** CPU time that the process has used. */
    public long cpuNanos() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /**
     * Where its results will be; it tells when it is about to run.
     *
     * @throws BenchException if it does not within a time
     */
    public ResultPlace place(Duration atMost) {
        Path file = Path.of(output(scratch) + EngineMain.PLACE);
        long end = System.nanoTime() + atMost.toNanos();
        try {
            while (!Files.exists(file) || Files.size(file) == 0) {
                if (process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                    throw new BenchException("engine '" + engine + "' does not begin: " + lastLines());
                }
            }
            return ResultPlace.ofLine(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        }
    }

    /** The end of what it printed. */
    public String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log(scratch));
            return String.join("\n  ", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        } catch (IOException e) {
            return "(its output cannot be read: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            Runtime.getRuntime().removeShutdownHook(stop);
            Scratch.delete(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path log(Path scratch) {
        return scratch.resolve("output.log");
    }
}
