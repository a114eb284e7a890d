package dev.freshet.core.aggregate;

/**
 * The aggregate functions, named as in SQL. Rows without a value are left out by all but {@code COUNT} of rows; over no
 * values the result is NULL, but counts are 0. Every result is the same whatever the order and batching of the rows.
 */
public enum AggregateKind {
    /** BIGINT: rows, or with an argument the rows that have a value. */
    COUNT,
    /** Of the argument's type; exact: BIGINT fails on overflow of the final sum, DOUBLE is the exact sum rounded once. */
    SUM,
    /** DOUBLE: the exact sum over the count, rounded. */
    AVG,
    /** Of the argument's type; VARCHAR compares by code point. */
    MIN,
    /** Of the argument's type; VARCHAR compares by code point. */
    MAX,
    /** DOUBLE: sample variance (n − 1); NULL for fewer than two values. */
    VAR,
    /** DOUBLE: sample standard deviation (n − 1); NULL for fewer than two values. */
    STDDEV,
    /** Of the argument's type: the value at the least event time; ties by source, partition, offset. */
    FIRST,
    /** Of the argument's type: the value at the greatest event time; ties by source, partition, offset. */
    LAST,
    /** BIGINT: distinct values, exact. */
    COUNT_DISTINCT,
    /** BIGINT: distinct values, estimated (HLL). */
    APPROX_DISTINCT,
    /** DOUBLE: the value at a rank in [0, 1] (parameter 0), within a relative error of 1%. */
    QUANTILE,
    /** VARCHAR: the k (parameter 0) most frequent values with their exact counts, as a JSON object, most frequent first. */
    TOP_K
}
