package dev.freshet.testkit.market;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Sums and means of doubles in decimals of as many digits as it takes, rounded at the end. */
final class Exact {
    private static final MathContext DIGITS = new MathContext(60);

    private Exact() {}

    static double sum(List<Double> values) {
        return total(values).doubleValue();
    }

    static double mean(List<Double> values) {
        return total(values).divide(BigDecimal.valueOf(values.size()), DIGITS).doubleValue();
    }

    /** Σ value · weight / Σ weight. */
    static double weighted(List<Double> values, List<Double> weights) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < values.size(); i++) {
            sum = sum.add(new BigDecimal(values.get(i)).multiply(new BigDecimal(weights.get(i))));
        }
        return sum.divide(total(weights), DIGITS).doubleValue();
    }

    /** Of a sample. */
    static double deviation(List<Double> values) {
        BigDecimal mean = total(values).divide(BigDecimal.valueOf(values.size()), DIGITS);
        BigDecimal squares = BigDecimal.ZERO;
        for (double value : values) {
            BigDecimal off = new BigDecimal(value).subtract(mean);
            squares = squares.add(off.multiply(off));
        }
        return squares.divide(BigDecimal.valueOf(values.size() - 1L), DIGITS)
                .sqrt(DIGITS)
                .doubleValue();
    }

    private static BigDecimal total(List<Double> values) {
        return values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
