package dev.freshet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Runs the command line as a user does: a process of its own, with its own standard streams. */
final class CliProcess {
    private static final long BOUND_S = 480;

    private final Path scratch;
    private final String heap;
    private final int largestFileKb;

    /**
     * @param scratch where the process may leave its log and its state
     */
    CliProcess(Path scratch) {
        this(scratch, "1g");
    }

    /** @param heap the greatest size of its heap, as for {@code -Xmx} */
    CliProcess(Path scratch, String heap) {
        this(scratch, heap, 0);
    }

    /** @param largestFileKb what is written beyond it fails, as on a disk that is full; 0 for no limit */
    CliProcess(Path scratch, String heap, int largestFileKb) {
        this.scratch = scratch;
        this.heap = heap;
        this.largestFileKb = largestFileKb;
    }

    /** What a command left. */
    record Result(int exitCode, String out, String err) {}

    Result run(String... arguments) {
        return runWithState(scratch.resolve("state"), arguments);
    }

    /** The same with the state directory of another. */
    Result runWithState(Path state, String... arguments) {
        try {
            Process process = start(state, arguments);
            if (!process.waitFor(BOUND_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("no end after " + BOUND_S + " s: " + String.join(" ", arguments) + "\n"
                        + Files.readString(scratch.resolve("err")));
            }
            Result result = new Result(
                    process.exitValue(),
                    Files.readString(scratch.resolve("out")),
                    Files.readString(scratch.resolve("err")));
            Path log = scratch.resolve("freshet.log");
            if (result.err().contains(log.toString()) && Files.exists(log)) {
                // The test's directory is gone when its failure is read.
                System.err.println(result.err() + Files.readString(log));
            }
            return result;
        } catch (IOException e) {
            throw new AssertionError("cannot run " + String.join(" ", arguments), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Starts a command; its streams go to the files {@code out} and {@code err}. */
    Process start(String... arguments) throws IOException {
        return start(scratch.resolve("state"), arguments);
    }

    private Process start(Path state, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (largestFileKb > 0) {
            command.addAll(List.of("bash", "-c", "ulimit -f " + largestFileKb + "; exec \"$@\"", "freshet"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                // Short runs: they would compile more than they run.
                "-XX:TieredStopAtLevel=1",
                "-Dfreshet.home=" + home(),
                "-Dfreshet.state.dir=" + state,
                "-Dfreshet.log.file=" + scratch.resolve("freshet.log"),
                "-Dlog4j2.configurationFile=" + home().resolve("conf/log4j2/cli.xml"),
                "-Djava.io.tmpdir=" + Files.createDirectories(scratch.resolve("tmp")),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(scratch.resolve("out").toFile())
                .redirectError(scratch.resolve("err").toFile());
        builder.environment().remove("FRESHET_REDIS_URL");
        return builder.start();
    }

    /** What the command left in its place for temporary files. */
    List<String> leftovers() throws IOException {
        try (var files = Files.list(scratch.resolve("tmp"))) {
            // hsperfdata is the JVM's own.
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.startsWith("hsperfdata"))
                    .toList();
        }
    }

    static Path home() {
        return Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
    }
}
