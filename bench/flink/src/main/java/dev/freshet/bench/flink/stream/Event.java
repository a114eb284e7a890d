package dev.freshet.bench.flink.stream;

/**
 * What the jobs need of an event; each fills in what it needs. Mutable and reused. Pages and users have eight ASCII
 * characters, which are kept as a number that orders as the text does.
 */
public final class Event {
    long timeMs;
    long page;
    double value;
    long user;
    /** Only within a task. */
    boolean purchase;
    /** By {@link Fields#TEXTS}; only within a task. */
    final CharSequence[] texts = {"", "", "", ""};

    public Event() {}
}
