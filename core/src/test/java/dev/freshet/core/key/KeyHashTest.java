package dev.freshet.core.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Pins the hash: partitions of running jobs and key groups of snapshots depend on it. */
class KeyHashTest {
    @Test
    void isXxh64() {
        assertThat(hash("")).isEqualTo(0xEF46DB3751D8E999L);
        assertThat(hash("a")).isEqualTo(0xD24EC4F1A98C6E5BL);
        assertThat(hash("abc")).isEqualTo(0x44BC2CF5AD770999L);
        assertThat(hash("Nobody inspects the spammish repetition")).isEqualTo(0xFBCEA83C8A378BF1L);
    }

    @Test
    void hashesTheRangeOnly() {
        byte[] bytes = "xxNobody inspects the spammish repetitionyy".getBytes(StandardCharsets.UTF_8);
        assertThat(KeyHash.hash(bytes, 2, bytes.length - 2)).isEqualTo(0xFBCEA83C8A378BF1L);
    }

    @Test
    void spreadsSequentialNumbersOverTheGroups() {
        int[] counts = new int[KeyGroups.COUNT];
        byte[] key = new byte[9];
        for (int i = 0; i < 128_000; i++) {
            key[1] = (byte) i;
            key[2] = (byte) (i >> 8);
            key[3] = (byte) (i >> 16);
            counts[KeyGroups.group(KeyHash.hash(key, 0, 9))]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(800, 1200);
        }
    }

    private static long hash(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return KeyHash.hash(bytes, 0, bytes.length);
    }
}
