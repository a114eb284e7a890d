package dev.freshet.core.aggregate;

import dev.freshet.core.schema.Type;
import java.util.Random;

/** Values of a type: each run has its own mix of small, large, close together, extreme and special ones. */
final class RandomValues {
    private static final double[] SPECIAL = {
        0.0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, -Double.MAX_VALUE, 1, -1
    };
    private static final double[] NOT_FINITE = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    private static final long[] EXTREME = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 1, 1L << 53, (1L << 53) + 1, 1L << 32
    };
    private static final String[] LETTERS = {"a", "ä", "\uffee", "😀", "\"", "\\", "\n", "\u0001", "", "zz"};

    private final Type type;
    private final Random random;
    private final int mix;

    RandomValues(Type type, Random random) {
        this.type = type;
        this.random = random;
        this.mix = random.nextInt(6);
    }

    Object next() {
        return switch (type) {
            case BOOLEAN -> random.nextBoolean();
            case BIGINT, TIMESTAMP -> number();
            case DOUBLE -> real();
            case VARCHAR -> text();
            case VARBINARY -> throw new IllegalArgumentException("no aggregate takes VARBINARY");
        };
    }

    private long number() {
        return switch (mix) {
            case 0 -> random.nextInt(10) - 5;
            case 1 -> EXTREME[random.nextInt(EXTREME.length)];
            case 2 -> random.nextLong();
            case 3 -> Long.MAX_VALUE - random.nextInt(5);
            case 4 -> random.nextLong() >> random.nextInt(64);
            default -> random.nextInt(100_000);
        };
    }

    private double real() {
        return switch (mix) {
            case 0 -> random.nextInt(10_000) / 100.0;
            case 1 -> SPECIAL[random.nextInt(SPECIAL.length)];
            case 2 -> Math.scalb(random.nextGaussian(), random.nextInt(2000) - 1000);
            case 3 -> 1e9 + random.nextDouble();
            case 4 -> random.nextInt(30) == 0 ? NOT_FINITE[random.nextInt(3)] : random.nextInt(5) - 2;
            default -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(60));
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int letters = random.nextInt(mix == 0 ? 40 : 3);
        for (int i = 0; i < letters; i++) {
            text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }
}
