package dev.freshet.bolts.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.epoch.DamagedSnapshotException;
import dev.freshet.core.epoch.EpochStore;
import dev.freshet.core.epoch.StoreException;
import dev.freshet.testkit.RandomSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileEpochStoreTest extends EpochStoreContract {
    private static final int PROCESSES = 3;
    private static final int EACH = FileEpochStore.KEPT / PROCESSES;

    @TempDir
    private Path directory = Path.of("");

    @Override
    EpochStore open(String job) {
        return new FileEpochStore(directory, job);
    }

    @Test
    void noneOfSeveralProcessesIsLost() throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx64m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CountingWriter.class.getName(),
                                directory.toString(),
                                "processes",
                                Integer.toString(EACH))
                        .inheritIO()
                        .start());
            }
            for (Process process : processes) {
                assertThat(process.waitFor()).isZero();
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
        try (EpochStore store = open("processes")) {
            assertRecord(store, PROCESSES * EACH, Integer.toString(PROCESSES * EACH));
        }
    }

    @Test
    void noBitOfABlobMayChange(RandomSource random) throws IOException {
        try (EpochStore store = open("damaged")) {
            byte[] blob = noise(random, 300);
            store.put("part", blob);
            Path file = directory.resolve("damaged").resolve("parts").resolve("part");
            byte[] good = Files.readAllBytes(file);
            for (int i = 0; i < good.length; i++) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) (1 << random.nextInt(0, 8));
                Files.write(file, bad);
                assertThatThrownBy(() -> store.get("part"))
                        .as("byte %d of %d", i, good.length)
                        .isInstanceOf(DamagedSnapshotException.class)
                        .hasMessageContaining("'part'");
            }
            for (int length = 0; length < good.length; length++) {
                Files.write(file, java.util.Arrays.copyOf(good, length));
                assertThatThrownBy(() -> store.get("part")).isInstanceOf(DamagedSnapshotException.class);
            }
            Files.write(file, good);
            assertThat(store.get("part")).isEqualTo(blob);
        }
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        try (EpochStore store = open("newer")) {
            store.put("part", utf8("a"));
            Path file = directory.resolve("newer").resolve("parts").resolve("part");
            byte[] bytes = Files.readAllBytes(file);
            // Behind the length of the head and its four letters.
            bytes[8] = BlobFormat.VERSION + 1;
            Files.write(file, bytes);
            assertThatThrownBy(() -> store.get("part"))
                    .isInstanceOf(DamagedSnapshotException.class)
                    .hasMessage("snapshot 'part' is of format 2, written by a newer release; this one reads up to 1");
        }
    }

    @Test
    void whatADeadWriterLeftIsNamedAndRemoved() throws IOException {
        try (EpochStore store = open("left")) {
            store.put("1/a", utf8("a"));
            Path parts = directory.resolve("left").resolve("parts");
            Files.write(parts.resolve("2%2Fb~4711"), utf8("half"));
            assertThat(store.names()).containsExactly("1/a", "2/b");
            store.remove(List.of("2/b"));
            assertThat(store.names()).containsExactly("1/a");
            store.remove(store.names());
            try (Stream<Path> files = Files.list(parts)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void onlyTheNewestVersionsOfTheRecordAreKept() throws IOException {
        try (EpochStore store = open("kept")) {
            for (int i = 0; i < FileEpochStore.KEPT + 50; i++) {
                assertThat(store.compareAndSet(i, utf8(Integer.toString(i)))).isTrue();
            }
            try (Stream<Path> files = Files.list(directory.resolve("kept"))) {
                assertThat(files).hasSize(FileEpochStore.KEPT);
            }
            assertRecord(store, FileEpochStore.KEPT + 50, Integer.toString(FileEpochStore.KEPT + 49));
        }
    }

    @Test
    void aDamagedRecordIsToldAndNotTakenForNone() throws IOException {
        try (EpochStore store = open("record-damaged")) {
            store.compareAndSet(0, utf8("a"));
            Path file = directory.resolve("record-damaged").resolve("record-00000000000000000001");
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 1] ^= 1;
            Files.write(file, bytes);
            assertThatThrownBy(store::read)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("record-00000000000000000001");
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsTold() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        try (EpochStore store = new FileEpochStore(file, "job")) {
            assertThatThrownBy(() -> store.compareAndSet(0, utf8("a")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(file.toString());
        }
    }
}
