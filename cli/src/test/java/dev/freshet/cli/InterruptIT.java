package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.services.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that is ended by signals stops what it has started, and leaves no files. */
class InterruptIT {
    private static final Duration BOUND = Duration.ofSeconds(120);
    private static final Duration SWEPT = Duration.ofSeconds(20);
    /** Begins the lines that tell of events. */
    private static final String SHOWN = " events";

    @TempDir
    Path scratch;

    @ParameterizedTest
    @CsvSource({"INT, 1", "INT, 2", "INT, 3", "TERM, 1", "HUP, 1", "TERM, 3"})
    void nothingIsLeft(String signal, int times) throws IOException, InterruptedException {
        CliProcess cli = new CliProcess(scratch);
        Process run = cli.start("run", "network", "-D", "network.generator.rate=2000");
        List<ProcessHandle> children;
        try {
            Await.orFail("results to be shown: " + err(), BOUND, () -> !run.isAlive() || err().contains(SHOWN));
            children = run.descendants().toList();
            assertThat(children).as("a redis-server runs: %s", err()).isNotEmpty();
            assertThat(new CliProcess(Files.createDirectories(scratch.resolve("other")))
                            .runWithState(scratch.resolve("state"), "results")
                            .exitCode())
                    .as("results finds the Redis of a running run")
                    .isZero();
            for (int i = 0; i < times; i++) {
                new ProcessBuilder("kill", "-" + signal, Long.toString(run.pid()))
                        .start()
                        .waitFor();
            }
            assertThat(run.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS))
                    .as(err())
                    .isTrue();
        } finally {
            run.descendants().forEach(ProcessHandle::destroyForcibly);
            run.destroyForcibly();
        }
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        // After a third signal a process of its own looks for what Storm wrote in the last moment.
        Await.orFail("no files to be left", SWEPT, () -> leftovers(cli).isEmpty());
        assertThat(scratch.resolve("state")).isEmptyDirectory();
        assertThat(err()).doesNotContain("\tat ");
    }

    private static List<String> leftovers(CliProcess cli) {
        try {
            return cli.leftovers();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String err() {
        try {
            return Files.readString(scratch.resolve("err"));
        } catch (IOException e) {
            return "";
        }
    }
}
