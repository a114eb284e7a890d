package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users get wrong: one clear message, the right exit code, no stack trace. */
class WrongUseIT {
    @TempDir
    Path scratch;

    @Test
    void anUnknownApplicationIsWrongUse() {
        wrong(2, "netwrk", "run", "netwrk");
    }

    @Test
    void anUnknownOptionIsWrongUse() {
        wrong(2, "--evnts", "run", "network", "--evnts", "5");
    }

    @Test
    void anUnknownFormatIsWrongUse() {
        wrong(2, "xml", "run", "network", "--input", "x", "--format", "xml");
    }

    @Test
    void aMalformedValueIsWrongUse() {
        wrong(2, "--events", "run", "network", "--events", "many");
    }

    @Test
    void aMalformedUrlIsWrongUse() {
        wrong(2, "redis", "run", "network", "--events", "5", "--redis", "http://nowhere");
    }

    @Test
    void aMissingFileIsAFailure() {
        wrong(1, "nowhere.log", "run", "network", "--input", "nowhere.log", "--format", "access-log");
    }

    @Test
    void aRedisThatDoesNotAnswerIsAFailure() {
        wrong(1, "Redis", "run", "network", "--events", "5", "--redis", "redis://127.0.0.1:1");
    }

    @Test
    void aNimbusThatDoesNotAnswerIsAFailure() {
        wrong(1, "127.0.0.1:1", "jobs", "--nimbus", "127.0.0.1:1");
    }

    @Test
    void allProblemsOfAPipelineFileAreToldAtOnce() throws IOException {
        Path file = scratch.resolve("bad.yaml");
        Files.writeString(file, """
                name: bad
                inputs:
                  in: { format: jsn, schema: { ts: TIMESTAMP(ms), a: BIGNT }, time: ts }
                results:
                  one: { from: inn, by: a, window: 1 minute, aggregate: "cunt() AS n" }
                """);
        CliProcess.Result result = wrong(2, "bad.yaml", "run", file.toString());
        assertThat(result.err())
                .contains("bad.yaml:3:17: unknown format 'jsn'", "bad.yaml:3:54: unknown type 'BIGNT'")
                .contains("bad.yaml:5:16: unknown input or stream 'inn'", "did you mean 'in'?")
                .contains("bad.yaml:5:36: ", "(is '1 minute')")
                .contains("bad.yaml:5:58: no aggregate 'cunt'; did you mean 'count'?");
    }

    private CliProcess.Result wrong(int exitCode, String names, String... arguments) {
        CliProcess.Result result = new CliProcess(scratch).run(arguments);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        assertThat(result.err()).contains(names).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(result.out()).isEmpty();
        return result;
    }
}
