package dev.freshet.spouts.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.decode.InputFormat;
import dev.freshet.core.operator.Counters;
import dev.freshet.spouts.source.Intake;
import dev.freshet.spouts.source.ReaderContext;
import dev.freshet.spouts.source.SourceFailure;
import dev.freshet.spouts.source.SourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReaderTest {
    @TempDir
    Path directory;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(directory.resolve("sub"));
        Files.writeString(directory.resolve("b.log"), "b0\nb1\n");
        Files.writeString(directory.resolve("a.log"), "a0\na1\na2");
        Files.writeString(directory.resolve("sub/c.txt"), "c0\n");
        Files.writeString(directory.resolve(".hidden"), "no");
        Files.writeString(directory.resolve("empty.log"), "");
    }

    @Test
    void directoriesAndGlobsStandForSortedFiles() {
        assertThat(names(directory.toString())).containsExactly("a.log", "b.log", "empty.log", "c.txt");
        assertThat(names(directory + "/*.log")).containsExactly("a.log", "b.log", "empty.log");
        assertThat(names(directory + "/**.txt", directory + "/a.log")).containsExactly("a.log", "c.txt");
    }

    @Test
    void everyPathThatStandsForNothingIsNamed() {
        assertThatThrownBy(() -> names(directory + "/none.log", directory + "/*.gz"))
                .isInstanceOf(SourceFailure.class)
                .hasMessage(
                        "input '" + directory + "/none.log' does not exist; no file matches '" + directory + "/*.gz'");
    }

    @Test
    void tasksShareTheFilesAndReadThemToTheirEnd() {
        try (SourceReader first = open(FileInput.of(directory.toString()), 0, 2, new InputFormat.Json());
                SourceReader second = open(FileInput.of(directory.toString()), 1, 2, new InputFormat.Json())) {
            assertThat(first.partitions()).containsExactly(0, 2);
            assertThat(drain(first)).containsExactly("0:0:a0", "0:1:a1", "0:2:a2");
            assertThat(first.partitions()).allMatch(first::finished);
            assertThat(drain(second)).containsExactly("1:0:b0", "1:1:b1", "3:0:c0");
        }
    }

    @Test
    void limitReadsFileAfterFileInOneTask() {
        FileInput four = new FileInput(List.of(directory.toString()), 4);
        try (SourceReader first = open(four, 0, 2, new InputFormat.Json());
                SourceReader second = open(four, 1, 2, new InputFormat.Json())) {
            assertThat(drain(first)).containsExactly("0:0:a0", "0:1:a1", "0:2:a2", "1:0:b0");
            assertThat(first.partitions()).allMatch(first::finished);
            assertThat(second.partitions()).isEmpty();
        }
    }

    @Test
    void headersAreNotCountedAndAreToldWhenResumed() {
        InputFormat csv = new InputFormat.Csv(',', true);
        FileInput one = new FileInput(List.of(directory.resolve("a.log").toString()), 1);
        try (SourceReader reader = open(one, 0, 1, csv)) {
            assertThat(drain(reader)).containsExactly("0:0:a0", "0:1:a1");
        }
        try (SourceReader reader = open(FileInput.of(directory.resolve("a.log").toString()), 0, 1, csv)) {
            reader.seek(0, 2);
            Intake intake = new Intake();
            assertThat(reader.poll(partition -> true, 10, 100, intake)).isTrue();
            assertThat(intake.header()).isEqualTo("a0".getBytes(UTF_8));
            assertThat(intake.firstOffset()).isEqualTo(2);
            assertThat(intake.nextOffset()).isEqualTo(3);
        }
    }

    private static List<String> names(String... paths) {
        return FileList.expand(List.of(paths)).stream()
                .map(path -> path.getFileName().toString())
                .toList();
    }

    private static SourceReader open(FileInput input, int task, int tasks, InputFormat format) {
        return input.open(new ReaderContext("job", "lines", task, tasks, format, 100, () -> 0, new Counters()));
    }

    private static List<String> drain(SourceReader reader) {
        List<String> all = new ArrayList<>();
        Intake intake = new Intake();
        while (reader.poll(partition -> true, 2, 1 << 20, intake)) {
            for (int i = 0; i < intake.records().count(); i++) {
                int start = intake.records().start(i);
                String text = new String(
                        intake.records().data(), start, intake.records().end(i) - start, UTF_8);
                all.add(intake.partition() + ":" + intake.records().offset(i) + ":" + text);
            }
            intake.clear();
        }
        all.sort(null);
        return all;
    }
}
