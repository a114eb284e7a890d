package dev.freshet.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoubleTextTest {
    private static final int CASES = 30_000;

    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "-0.0, -0.0",
        "1, 1.0",
        "-12.5, -12.5",
        "0.001, 0.001",
        "9.99e-4, 9.99E-4",
        "9999999, 9999999.0",
        "1e7, 1.0E7",
        "123456789, 1.23456789E8",
        "1e23, 1.0E23",
        "2e23, 2.0E23",
        "9007199254740993, 9.007199254740992E15",
        "4.9e-324, 4.9E-324",
        "2.0E-323, 2.0E-323",
        "2.2250738585072014E-308, 2.2250738585072014E-308",
        "1.7976931348623157e308, 1.7976931348623157E308",
        "NaN, NaN",
        "Infinity, Infinity",
        "-Infinity, -Infinity"
    })
    void isOfTheFormOfJava(double value, String text) {
        assertThat(DoubleText.of(value)).isEqualTo(text);
    }

    @Test
    void powersOfTwoAndTheirNeighbours() {
        for (int exponent = -1074; exponent <= 1023; exponent++) {
            double power = Math.scalb(1.0, exponent);
            assertSame(power);
            assertSame(Math.nextDown(power));
            assertSame(Math.nextUp(power));
        }
    }

    @Test
    void isWhatAnotherWriterGives() {
        Random random = new Random(Long.getLong("freshet.fuzz.seed", 1L));
        for (int i = 0; i < CASES; i++) {
            assertSame(Double.longBitsToDouble(random.nextLong()));
            assertSame(100 * random.nextGaussian());
            double power = Math.pow(10, random.nextInt(17) - 5);
            assertSame(random.nextInt(1_000_000) / power);
            assertSame(random.nextInt(100_000) * power);
        }
    }

    @Test
    void writesWhereItIsTold() {
        byte[] bytes = "----------".getBytes(StandardCharsets.US_ASCII);
        assertThat(DoubleText.write(-0.25, bytes, 2)).isEqualTo(7);
        assertThat(new String(bytes, StandardCharsets.US_ASCII)).isEqualTo("---0.25---");
    }

    private static void assertSame(double value) {
        String text = DoubleText.of(value);
        if (!text.equals(DoubleToDecimal.toString(value)) || Double.compare(Double.parseDouble(text), value) != 0) {
            assertThat(text)
                    .as("bits %x", Double.doubleToRawLongBits(value))
                    .isEqualTo(DoubleToDecimal.toString(value));
            assertThat(Double.parseDouble(text)).isEqualTo(value);
        }
    }
}
