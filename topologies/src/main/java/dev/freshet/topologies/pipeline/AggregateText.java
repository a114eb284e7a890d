package dev.freshet.topologies.pipeline;

/**
 * An aggregate and the name of its column. Arguments are expressions over the rows: {@code sum("bytes * 8").as("bits")}.
 *
 * @param call for example {@code sum(bytes)}
 * @param name the column; empty until {@link #as}
 */
public record AggregateText(String call, String name) {
    public static AggregateText count() {
        return call("count()");
    }

    /** How many rows have a value. */
    public static AggregateText count(String value) {
        return call("count(" + value + ")");
    }

    public static AggregateText sum(String value) {
        return call("sum(" + value + ")");
    }

    public static AggregateText avg(String value) {
        return call("avg(" + value + ")");
    }

    public static AggregateText min(String value) {
        return call("min(" + value + ")");
    }

    public static AggregateText max(String value) {
        return call("max(" + value + ")");
    }

    public static AggregateText var(String value) {
        return call("var(" + value + ")");
    }

    public static AggregateText stddev(String value) {
        return call("stddev(" + value + ")");
    }

    public static AggregateText first(String value) {
        return call("first(" + value + ")");
    }

    public static AggregateText last(String value) {
        return call("last(" + value + ")");
    }

    /** Exact. */
    public static AggregateText countDistinct(String value) {
        return call("count_distinct(" + value + ")");
    }

    /** Estimated. */
    public static AggregateText approxDistinct(String value) {
        return call("approx_distinct(" + value + ")");
    }

    /** The value at a rank in [0, 1]. */
    public static AggregateText quantile(String value, double rank) {
        return call("quantile(" + value + ", " + rank + ")");
    }

    /** The most frequent values. */
    public static AggregateText topK(String value, int k) {
        return call("top_k(" + value + ", " + k + ")");
    }

    /** Any call: {@code of("corr(open, close)")}. */
    public static AggregateText of(String text) {
        return call(text);
    }

    /** Of the rows alone for which a condition is TRUE. */
    public AggregateText where(String condition) {
        return new AggregateText(call + " FILTER (WHERE " + condition + ")", name);
    }

    public AggregateText as(String column) {
        return new AggregateText(call, column);
    }

    @Override
    public String toString() {
        return name.isEmpty() ? call : call + " AS \"" + name.replace("\"", "\"\"") + "\"";
    }

    private static AggregateText call(String text) {
        return new AggregateText(text, "");
    }
}
