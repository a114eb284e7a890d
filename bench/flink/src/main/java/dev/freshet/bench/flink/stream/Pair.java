package dev.freshet.bench.flink.stream;

/** A view and a purchase of a user. Public fields, as Flink's POJOs have. */
public final class Pair {
    public long viewMs;
    /** As in {@link Event}. */
    public long user;

    public long boughtMs;
    public double value;
    public double paid;

    public Pair() {}
}
