package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RandomSourceTest {

    @Test
    void theSameSeedGivesTheSameData() {
        RandomSource one = new RandomSource(7);
        RandomSource other = new RandomSource(7);
        for (int i = 0; i < 100; i++) {
            assertThat(one.anyString(20)).isEqualTo(other.anyString(20));
            assertThat(one.anyLong()).isEqualTo(other.anyLong());
            assertThat(one.split().letters(1, 9)).isEqualTo(other.split().letters(1, 9));
            assertThat(one.eventTimes(20, 0, 10, 50)).isEqualTo(other.eventTimes(20, 0, 10, 50));
        }
        assertThat(new RandomSource(7).anyLong()).isNotEqualTo(new RandomSource(8).anyLong());
    }

    @Test
    void stringsAreWellFormedAndWithinTheirBounds() throws CharacterCodingException {
        RandomSource random = RandomSource.create();
        for (int i = 0; i < 1000; i++) {
            String text = random.anyString(12);
            assertThat(text.codePointCount(0, text.length()))
                    .as(random.toString())
                    .isLessThanOrEqualTo(12);
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            assertThat(StandardCharsets.UTF_8.decode(bytes).toString()).isEqualTo(text);
            assertThat(random.letters(3, 5)).matches("[a-z]{3,5}");
        }
    }

    @Test
    void eventTimesAreOutOfOrderWithinTheBoundOnly() {
        RandomSource random = RandomSource.create();
        long[] times = random.eventTimes(10_000, -500, 10, 80);
        long largest = Long.MIN_VALUE;
        int behind = 0;
        for (long time : times) {
            assertThat(time).as(random.toString()).isGreaterThanOrEqualTo(-500);
            largest = Math.max(largest, time);
            behind += time < largest ? 1 : 0;
            assertThat(largest - time).as(random.toString()).isLessThanOrEqualTo(80);
        }
        assertThat(behind).as(random.toString()).isGreaterThan(1000);
    }

    @Test
    void aSeedThatIsNoNumberIsRefused() {
        String before = System.getProperty(Seed.PROPERTY);
        System.setProperty(Seed.PROPERTY, "many");
        try {
            assertThatThrownBy(Seed::next).hasMessage("freshet.seed must be a whole number (is 'many')");
        } finally {
            if (before == null) {
                System.clearProperty(Seed.PROPERTY);
            } else {
                System.setProperty(Seed.PROPERTY, before);
            }
        }
    }
}
