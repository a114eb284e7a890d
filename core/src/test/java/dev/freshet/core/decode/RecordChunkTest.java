package dev.freshet.core.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordChunkTest {
    private final RecordChunk chunk = new RecordChunk();
    private final byte[] first = "one two".getBytes(StandardCharsets.UTF_8);
    private final byte[] second = "three".getBytes(StandardCharsets.UTF_8);

    @Test
    void recordsOfOneArrayAreNotCopied() {
        chunk.addInPlace(first, 0, 3, 10);
        chunk.addInPlace(first, 4, 7, 12);

        assertThat(chunk.data()).isSameAs(first);
        assertThat(chunk.fits(first)).isTrue();
        assertThat(chunk.fits(second)).isFalse();
        assertThat(records()).containsExactly("10 one", "12 two");
        assertThat(chunk.sizeBytes()).isEqualTo(6);
    }

    @Test
    void aRecordOfAnotherArrayMakesAllBeCopied() {
        chunk.addInPlace(first, 4, 7, 10);
        chunk.addInPlace(second, 0, 5, 11);
        chunk.addInPlace(first, 0, 3, 12);

        assertThat(records()).containsExactly("10 two", "11 three", "12 one");
        assertThat(first).isEqualTo("one two".getBytes(StandardCharsets.UTF_8));
        assertThat(chunk.sizeBytes()).isEqualTo(11);
    }

    @Test
    void whatIsReservedDoesNotGoIntoTheSourcesArray() {
        chunk.addInPlace(first, 0, 3, 10);
        int at = chunk.reserve(5);
        System.arraycopy(second, 0, chunk.data(), at, 5);
        chunk.commit(5, 11);

        assertThat(records()).containsExactly("10 one", "11 three");
        assertThat(first).isEqualTo("one two".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aClearedChunkHoldsNobodysArray() {
        chunk.addInPlace(first, 0, 3, 10);
        chunk.clear();

        assertThat(chunk.data()).isNotSameAs(first);
        assertThat(chunk.count()).isZero();
        chunk.add(second, 0, 5, 11);
        chunk.addInPlace(first, 0, 3, 12);
        assertThat(records()).containsExactly("11 three", "12 one");
    }

    private List<String> records() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < chunk.count(); i++) {
            int from = chunk.start(i);
            all.add(chunk.offset(i) + " "
                    + new String(chunk.data(), from, chunk.end(i) - from, StandardCharsets.UTF_8));
        }
        return all;
    }
}
