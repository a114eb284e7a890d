package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.services.process.OnExit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thread that ends the process, as Storm's do, and what becomes of the run. */
class StormExitTest {
    @TempDir
    Path scratch;

    @Test
    void aFailureWhileStormIsClosedIsNotTheRuns() throws IOException, InterruptedException {
        assertThat(run("closing")).isZero();
        assertThat(Files.readString(scratch.resolve("out")))
                .contains("export done")
                .contains("stopped last");
        assertThat(Files.readString(scratch.resolve("err"))).isEmpty();
    }

    @Test
    void aFailureWhileTheJobRunsIsToldAndHasOurCode() throws IOException, InterruptedException {
        assertThat(run("running")).isEqualTo(Failures.FAILED);
        assertThat(Files.readString(scratch.resolve("out")))
                .doesNotContain("export")
                .contains("stopped last");
        assertThat(Files.readString(scratch.resolve("err"))).contains("Storm ended this process", "freshet.log");
    }

    private int run(String phase) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Fails.class.getName(),
                        phase)
                .redirectOutput(scratch.resolve("out").toFile())
                .redirectError(scratch.resolve("err").toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** A run that ends as {@link Main} does, beside a thread that fails as Storm's do. */
    static final class Fails {
        public static void main(String[] args) throws InterruptedException {
            OnExit.add(() -> System.out.println("stopped last"));
            StormExit.expect();
            if (args[0].equals("closing")) {
                StormExit.closing();
            }
            Thread storm = new Thread(() -> System.exit(20));
            storm.start();
            // It never ends: the process does first, or after what follows.
            storm.join(args[0].equals("closing") ? 500 : 60_000);
            System.out.println("export done");
            System.out.flush();
            StormExit.end(0);
            System.exit(0);
        }
    }
}
