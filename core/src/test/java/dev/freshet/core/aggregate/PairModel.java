package dev.freshet.core.aggregate;

import static dev.freshet.core.aggregate.AggregateModel.EXACT_ENOUGH;

import dev.freshet.core.aggregate.AggregateModel.Row;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What aggregates of two arguments should give, by the textbook's formulas: differences from means, in BigDecimal. */
final class PairModel {
    private PairModel() {}

    /** @param rows those that have both */
    static @Nullable Object result(AggregateKind kind, List<Row> rows) {
        if (kind == AggregateKind.REGR_COUNT) {
            return (long) rows.size();
        }
        if (rows.isEmpty()) {
            return null;
        }
        Comparator<Row> bySecond = (a, b) -> AggregateModel.compare(present(a.second()), present(b.second()));
        return switch (kind) {
            case ARG_MIN ->
                rows.stream()
                        .min(bySecond.thenComparing(AggregateModel.BY_TIME))
                        .orElseThrow()
                        .value();
            case ARG_MAX ->
                rows.stream()
                        .min(bySecond.reversed().thenComparing(AggregateModel.BY_TIME))
                        .orElseThrow()
                        .value();
            default -> statistic(kind, rows);
        };
    }

    private static Object present(@Nullable Object value) {
        return Objects.requireNonNull(value);
    }

    private static @Nullable Double statistic(AggregateKind kind, List<Row> rows) {
        List<Object> all = rows.stream()
                .flatMap(row -> Stream.of(present(row.value()), present(row.second())))
                .toList();
        if (kind == AggregateKind.COVAR_SAMP && rows.size() < 2) {
            return null;
        }
        if (AggregateModel.special(all) != null) {
            return Double.NaN;
        }
        BigDecimal volume = sum(rows, PairModel::x);
        if (kind == AggregateKind.VWAP) {
            return quotient(sum(rows, row -> y(row).multiply(x(row))), volume);
        }
        BigDecimal count = BigDecimal.valueOf(rows.size());
        // Everything is multiplied by the count, so that means are whole multiples and differences exact.
        BigDecimal yMean = sum(rows, PairModel::y);
        BigDecimal xMean = volume;
        Function<Row, BigDecimal> dy = row -> y(row).multiply(count).subtract(yMean);
        Function<Row, BigDecimal> dx = row -> x(row).multiply(count).subtract(xMean);
        BigDecimal yx = sum(rows, row -> dy.apply(row).multiply(dx.apply(row)));
        BigDecimal yy = sum(rows, row -> dy.apply(row).pow(2));
        BigDecimal xx = sum(rows, row -> dx.apply(row).pow(2));
        return switch (kind) {
            case COVAR_POP -> quotient(yx, count.pow(3));
            case COVAR_SAMP -> quotient(yx, count.pow(2).multiply(count.subtract(BigDecimal.ONE)));
            case REGR_SLOPE -> quotient(yx, xx);
            case REGR_INTERCEPT -> quotient(yMean.multiply(xx).subtract(yx.multiply(xMean)), xx.multiply(count));
            case REGR_R2 -> yy.signum() == 0 && xx.signum() != 0 ? (Double) 1.0 : quotient(yx.pow(2), xx.multiply(yy));
            case CORR -> correlation(yx, xx.multiply(yy));
            default -> throw new AssertionError(kind);
        };
    }

    private static @Nullable Double correlation(BigDecimal yx, BigDecimal spreads) {
        if (spreads.signum() == 0) {
            return null;
        }
        BigDecimal magnitude = yx.pow(2).divide(spreads, EXACT_ENOUGH).sqrt(new MathContext(60));
        return (yx.signum() < 0 ? magnitude.negate() : magnitude).doubleValue() + 0.0;
    }

    private static @Nullable Double quotient(BigDecimal dividend, BigDecimal divisor) {
        return divisor.signum() == 0
                ? null
                : (Double) (dividend.divide(divisor, EXACT_ENOUGH).doubleValue() + 0.0);
    }

    private static BigDecimal sum(List<Row> rows, Function<Row, BigDecimal> of) {
        return rows.stream().map(of).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** BIGINT is taken as DOUBLE. */
    private static BigDecimal y(Row row) {
        return new BigDecimal(((Number) present(row.value())).doubleValue());
    }

    private static BigDecimal x(Row row) {
        return new BigDecimal(((Number) present(row.second())).doubleValue());
    }
}
