package dev.freshet.core.aggregate;

import org.jspecify.annotations.Nullable;

/**
 * The aggregate functions, named as in SQL. Rows where an argument has no value are left out by all but {@code COUNT} of rows;
 * over no values the result is NULL, but counts are 0. Every result is the same whatever the order and batching of the rows.
 */
public enum AggregateKind {
    /** BIGINT: rows, or with an argument the rows that have a value. */
    COUNT(0, 1),
    /** Of the argument's type; exact: BIGINT fails on overflow of the final sum, DOUBLE is the exact sum rounded once. */
    SUM(1),
    /** DOUBLE: the exact sum over the count, rounded. */
    AVG(1),
    /** Of the argument's type; VARCHAR compares by code point. */
    MIN(1),
    /** Of the argument's type; VARCHAR compares by code point. */
    MAX(1),
    /** DOUBLE: sample variance (n − 1); NULL for fewer than two values. */
    VAR(1),
    /** DOUBLE: sample standard deviation (n − 1); NULL for fewer than two values. */
    STDDEV(1),
    /** DOUBLE: population variance (n). */
    VAR_POP(1),
    /** DOUBLE: population standard deviation (n). */
    STDDEV_POP(1),
    /** Of the argument's type: the value at the least event time; ties by source, partition, offset. */
    FIRST(1),
    /** Of the argument's type: the value at the greatest event time; ties by source, partition, offset. */
    LAST(1),
    /**
     * Of the first argument's type: its value where the second argument is least; ties by least event time, source, partition,
     * offset.
     */
    ARG_MIN(2),
    /** As {@link #ARG_MIN}, where the second argument is greatest; ties are broken in the same way. */
    ARG_MAX(2),
    /** BIGINT: distinct values, exact. */
    COUNT_DISTINCT(1),
    /** BIGINT: distinct values, estimated (HLL). */
    APPROX_DISTINCT(1),
    /** DOUBLE: the value at a rank in [0, 1], within a relative error of 1%. */
    QUANTILE(1, AggregateParameter.RANK),
    /** DOUBLE: the value at a rank in [0, 1], exact, between two values in proportion. */
    QUANTILE_CONT(1, AggregateParameter.RANK),
    /** DOUBLE: {@link #QUANTILE_CONT} at 0.5. */
    MEDIAN(1),
    /** Of the argument's type: the most frequent value, exact; the least of equally frequent ones. */
    MODE(1),
    /** VARCHAR: the k most frequent values with their exact counts, as a JSON object, most frequent first. */
    TOP_K(1, AggregateParameter.COUNT),
    /** BOOLEAN: whether all values are TRUE. */
    BOOL_AND(1),
    /** BOOLEAN: whether some value is TRUE. */
    BOOL_OR(1),
    /** VARCHAR: the first values by event time, source, partition and offset, as a JSON array; at most so many. */
    COLLECT_LIST(1, AggregateParameter.LIMIT),
    /** VARCHAR: the least distinct values, ascending, as a JSON array; at most so many. */
    COLLECT_SET(1, AggregateParameter.LIMIT),
    /** DOUBLE, of (y, x) as all with two arguments: Pearson's correlation; NULL where a variance is 0. */
    CORR(2),
    /** DOUBLE: population covariance (n). */
    COVAR_POP(2),
    /** DOUBLE: sample covariance (n − 1); NULL for fewer than two pairs. */
    COVAR_SAMP(2),
    /** DOUBLE, of (y, x): the slope of the least-squares line; NULL where x has variance 0. */
    REGR_SLOPE(2),
    /** DOUBLE, of (y, x): the line's y at x = 0; NULL where x has variance 0. */
    REGR_INTERCEPT(2),
    /** DOUBLE, of (y, x): the square of the correlation; NULL where x has variance 0, 1 where only y has. */
    REGR_R2(2),
    /** BIGINT: pairs without NULL. */
    REGR_COUNT(2),
    /** DOUBLE, of (price, volume): Σ price·volume / Σ volume; NULL where that sum is 0. */
    VWAP(2),
    /** DOUBLE: the mean of the values, each with half the weight of one that is a half-life later in event time. */
    EWMA(1, AggregateParameter.HALF_LIFE),
    /** One that users added, by its own name: a {@link UserAggregate}. */
    USER(0, 8);

    private final int leastArguments;
    private final int mostArguments;
    private final @Nullable AggregateParameter parameter;

    AggregateKind(int arguments) {
        this(arguments, arguments);
    }

    AggregateKind(int leastArguments, int mostArguments) {
        this.leastArguments = leastArguments;
        this.mostArguments = mostArguments;
        this.parameter = null;
    }

    AggregateKind(int arguments, AggregateParameter parameter) {
        this.leastArguments = arguments;
        this.mostArguments = arguments;
        this.parameter = parameter;
    }

    /** How many arguments it takes at least. */
    public int leastArguments() {
        return leastArguments;
    }

    /** How many arguments it takes at most. */
    public int mostArguments() {
        return mostArguments;
    }

    /** The constant that it takes behind its arguments; null where it takes none. */
    public @Nullable AggregateParameter parameter() {
        return parameter;
    }

    /** Whether the result is a number of rows or values, which is 0 and not NULL where there are none. */
    public boolean isCount() {
        return switch (this) {
            case COUNT, COUNT_DISTINCT, APPROX_DISTINCT, REGR_COUNT -> true;
            default -> false;
        };
    }

    /** Whether it takes DISTINCT: its result depends on the values alone, and not on when or how often each came. */
    public boolean takesDistinct() {
        return switch (this) {
            case SUM, AVG, MIN, MAX, VAR, STDDEV, VAR_POP, STDDEV_POP, QUANTILE, QUANTILE_CONT, MEDIAN -> true;
            case COUNT_DISTINCT, APPROX_DISTINCT, BOOL_AND, BOOL_OR, COLLECT_SET -> true;
            default -> false;
        };
    }
}
