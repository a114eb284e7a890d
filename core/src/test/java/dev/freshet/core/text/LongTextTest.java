package dev.freshet.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongTextTest {
    @Test
    void numbersAreWrittenAsJavaDoes() {
        Random random = new Random(1);
        for (long power = 1; power > 0; power *= 2) {
            assertWritten(power);
        }
        for (long power = 1; power < Long.MAX_VALUE / 10; power *= 10) {
            assertWritten(power);
            assertWritten(10 * power);
        }
        assertWritten(0);
        for (int i = 0; i < 10_000; i++) {
            assertWritten(random.nextLong() >> random.nextInt(64));
        }
    }

    private static void assertWritten(long value) {
        for (long near = value - 1; near <= value + 1; near++) {
            assertText(near);
            assertText(-near);
        }
    }

    private static void assertText(long value) {
        byte[] bytes = new byte[LongText.MOST_BYTES];
        int end = LongText.write(value, bytes, 0);
        assertThat(new String(bytes, 0, end, StandardCharsets.US_ASCII)).isEqualTo(Long.toString(value));
    }
}
