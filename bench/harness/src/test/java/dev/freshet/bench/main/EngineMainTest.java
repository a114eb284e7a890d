package dev.freshet.bench.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineMainTest {
    @TempDir
    Path scratch;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void refusesAJobThatTheEngineDoesNotHave() {
        assertThat(run("plain", "job=join", "sink=redis", "redis=redis://127.0.0.1:1"))
                .isEqualTo(2);
        assertThat(text()).isEqualTo("the engine plain does not have the job join from memory into redis\n");
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(run("fast")).isEqualTo(2);
        assertThat(run("plain", "job=count")).isEqualTo(2);
        assertThat(run("plain", "speed=1")).isEqualTo(2);
        assertThat(text())
                .contains("no engine 'fast'", "no job is named 'count'", "unknown arguments: [speed]")
                .doesNotContain("\tat ");
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void writesTheResultOfARun() throws IOException {
        assertThat(run("plain", "job=views", "events=1000")).as(text()).isZero();
        assertThat(Files.readString(scratch.resolve("result"))).contains("\"engine\":\"plain\"");
        assertThat(text()).isEmpty();
    }

    private int run(String engine, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(scratch.resolve("result").toString(), engine));
        arguments.addAll(List.of(more));
        return EngineMain.run(arguments, new PrintStream(told, true, StandardCharsets.UTF_8));
    }

    private String text() {
        return told.toString(StandardCharsets.UTF_8);
    }
}
