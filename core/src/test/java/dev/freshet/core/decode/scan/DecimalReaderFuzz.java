package dev.freshet.core.decode.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalReaderFuzz {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 1) * 200_000;

    private final DecimalReader reader = new DecimalReader();

    @Test
    void readsDoublesExactlyAsTheLibraryDoes() {
        Random random = new Random(1);
        for (int i = 0; i < ROUNDS; i++) {
            String text = switch (random.nextInt(4)) {
                case 0 -> String.valueOf(Double.longBitsToDouble(random.nextLong() & ~(1L << 62)));
                case 1 -> random.nextInt(1_000_000) + "." + random.nextInt(1000);
                case 2 ->
                    new BigDecimal(random.nextLong())
                            .movePointLeft(random.nextInt(40))
                            .toPlainString();
                default -> (random.nextLong() >> random.nextInt(64)) + "e" + (random.nextInt(60) - 30);
            };
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            assertThat(reader.readDouble(bytes, 0, bytes.length)).as(text).isTrue();
            assertThat(Double.doubleToRawLongBits(reader.doubleValue()))
                    .as(text)
                    .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
        }
    }

    @Test
    void readsLongsAsTheLibraryDoes() {
        Random random = new Random(2);
        for (int i = 0; i < ROUNDS; i++) {
            String text =
                    (random.nextLong() >> random.nextInt(64)) + (random.nextInt(4) == 0 ? "" + random.nextInt(10) : "");
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            BigDecimal exact = new BigDecimal(text);
            boolean fits = exact.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
                    && exact.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0;
            assertThat(reader.readLong(bytes, 0, bytes.length)).as(text).isEqualTo(fits);
            if (fits) {
                assertThat(reader.longValue()).as(text).isEqualTo(exact.longValueExact());
            }
        }
    }
}
