package dev.freshet.bench.flink.stream;

/** A row of any of the jobs' results, or a part of one. Mutable and reused; public fields, as Flink's POJOs have. */
public final class ResultRow {
    public long endMs;
    /** The page as in {@link Event}, or the rule's number. */
    public long key;
    /** In rankings, from 1. */
    public long rank;

    public long count;
    public double sum;
    public double largest;
    public long users;

    public ResultRow() {}
}
