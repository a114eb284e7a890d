package dev.freshet.bolts.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.epoch.EpochStore;
import dev.freshet.core.epoch.MissingSnapshotException;
import dev.freshet.testkit.RandomSource;
import dev.freshet.testkit.Seed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every store of epochs has to do. */
@ExtendWith(Seed.class)
abstract class EpochStoreContract {
    private static final int WRITERS = 4;
    private static final int EACH = 40;
    private static final List<String> ODD_NAMES = List.of(
            "7/window-host_minute/0/3", ".", "..", ".hidden", "a b", "100%", "{x}:y|z", "~1", "ä\u4e2d", "A", "a");

    /** Another way to the same job's epochs each time. */
    abstract EpochStore open(String job);

    @Test
    void aRecordIsReplacedOnlyByWhoKnowsItsVersion() {
        try (EpochStore one = open("record");
                EpochStore other = open("record")) {
            EpochStore.Versioned nothing = one.read();
            assertThat(nothing.version()).isZero();
            assertThat(nothing.value()).isNull();
            assertThat(one.compareAndSet(0, utf8("a"))).isTrue();
            assertThat(other.compareAndSet(0, utf8("b"))).isFalse();
            assertRecord(other, 1, "a");
            assertThat(other.compareAndSet(1, utf8("c"))).isTrue();
            assertThat(one.compareAndSet(1, utf8("d"))).isFalse();
            assertThat(one.compareAndSet(7, utf8("d"))).isFalse();
            assertRecord(one, 2, "c");
            assertThat(one.compareAndSet(2, new byte[0])).isTrue();
            assertRecord(other, 3, "");
        }
    }

    @Test
    void noneOfManyWritersIsLost() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(threads.submit(() -> {
                    try (EpochStore store = open("writers")) {
                        for (int n = 0; n < EACH; n++) {
                            CountingWriter.addOne(store);
                        }
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }
        try (EpochStore store = open("writers")) {
            assertRecord(store, WRITERS * EACH, Integer.toString(WRITERS * EACH));
        }
    }

    @Test
    void blobsComeBackAsTheyWent(RandomSource random) {
        int chunk = BlobFormat.CHUNK_BYTES;
        try (EpochStore store = open("blobs");
                EpochStore reader = open("blobs")) {
            for (int size : List.of(0, 1, 1000, chunk - 32, chunk - 31, chunk, 2 * chunk + 5)) {
                byte[] noise = noise(random, size);
                byte[] even = new byte[size];
                store.put("noise-" + size, noise);
                store.put("even-" + size, even);
                assertThat(reader.get("noise-" + size)).isEqualTo(noise);
                assertThat(reader.get("even-" + size)).isEqualTo(even);
            }
        }
    }

    @Test
    void aBlobIsReplacedAsAWhole(RandomSource random) {
        try (EpochStore store = open("replaced")) {
            store.put("part", noise(random, BlobFormat.CHUNK_BYTES + 100));
            byte[] shorter = noise(random, 100);
            store.put("part", shorter);
            assertThat(store.get("part")).isEqualTo(shorter);
        }
    }

    @Test
    void whatIsNotThereIsToldByName() {
        try (EpochStore store = open("missing")) {
            assertThatThrownBy(() -> store.get("7/window/0/3"))
                    .isInstanceOf(MissingSnapshotException.class)
                    .hasMessageContaining("'7/window/0/3'");
            assertThat(store.names()).isEmpty();
            store.remove(List.of("7/window/0/3"));
        }
    }

    @Test
    void namesAreKeptApartAndRemovedOneByOne() {
        try (EpochStore store = open("names")) {
            ODD_NAMES.forEach(name -> store.put(name, utf8(name)));
            assertThat(store.names()).containsExactlyInAnyOrderElementsOf(ODD_NAMES);
            ODD_NAMES.forEach(name -> assertThat(store.get(name)).isEqualTo(utf8(name)));
            List<String> gone = ODD_NAMES.subList(0, 5);
            store.remove(gone);
            store.remove(gone);
            assertThat(store.names()).containsExactlyInAnyOrderElementsOf(ODD_NAMES.subList(5, ODD_NAMES.size()));
            gone.forEach(
                    name -> assertThatThrownBy(() -> store.get(name)).isInstanceOf(MissingSnapshotException.class));
            ODD_NAMES
                    .subList(5, ODD_NAMES.size())
                    .forEach(name -> assertThat(store.get(name)).isEqualTo(utf8(name)));
            store.remove(store.names());
            assertThat(store.names()).isEmpty();
        }
    }

    @Test
    void jobsKnowNothingOfEachOther() {
        try (EpochStore one = open("job:1");
                EpochStore other = open("job:2")) {
            one.compareAndSet(0, utf8("a"));
            one.put("part", utf8("a"));
            assertThat(other.read().version()).isZero();
            assertThat(other.names()).isEmpty();
            assertThatThrownBy(() -> other.get("part")).isInstanceOf(MissingSnapshotException.class);
        }
    }

    static void assertRecord(EpochStore store, long version, String value) {
        EpochStore.Versioned record = store.read();
        assertThat(record.version()).isEqualTo(version);
        assertThat(record.value()).isEqualTo(utf8(value));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] noise(RandomSource random, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) random.nextInt(0, 256);
        }
        return bytes;
    }
}
