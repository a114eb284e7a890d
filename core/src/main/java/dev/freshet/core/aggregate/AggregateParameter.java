package dev.freshet.core.aggregate;

/** The constant that an aggregate function takes behind its arguments. */
public enum AggregateParameter {
    /** Where in ascending order the value stands. */
    RANK("rank", "a constant rank from 0 to 1", 0, 1, false),
    /** How many values are shown. */
    COUNT("count", "a constant count from 1 to 100000", 1, 100_000, true),
    /** How many values are kept. */
    LIMIT("limit", "a constant limit from 1 to 10000", 1, 10_000, true),
    /** In milliseconds, which is what an INTERVAL is: up to a thousand years. */
    HALF_LIFE("half-life", "a constant half-life of at least 1 ms, such as INTERVAL '10' SECOND,", 1, 3.2e13, true);

    private final String word;
    private final String description;
    private final double least;
    private final double most;
    private final boolean whole;

    AggregateParameter(String word, String description, double least, double most, boolean whole) {
        this.word = word;
        this.description = description;
        this.least = least;
        this.most = most;
        this.whole = whole;
    }

    /** What it is: {@code rank}. */
    public String word() {
        return word;
    }

    /** What it must be: {@code a constant rank from 0 to 1}. */
    public String description() {
        return description;
    }

    /** Whether it must be a whole number. */
    public boolean isWhole() {
        return whole;
    }

    /** Whether it may have this value. */
    public boolean allows(double value) {
        return value >= least && value <= most && (!whole || value == Math.rint(value));
    }
}
