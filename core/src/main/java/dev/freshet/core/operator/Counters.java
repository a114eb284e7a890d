package dev.freshet.core.operator;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Named counts and gauges of one task. Look a counter up once, at open, and keep it; adding is cheap and needs no lock.
 * Reading from other threads sees recent values.
 */
public final class Counters {
    /** Records read by a source. */
    public static final String EVENTS_IN = "events_in";
    /** Events that a source read and that no result takes, because of predicates. */
    public static final String FILTERED = "filtered";
    /** Rows that the predicates of filters were not true for, summed over filters: a row counts at each that drops it. */
    public static final String NOT_TAKEN = "not_taken";
    /** Rows that were dropped because a row of their key had been kept shortly before. */
    public static final String DUPLICATES = "duplicates";
    /** Rows that came after all their windows had closed for good, summed over results. */
    public static final String LATE = "late";
    /** Records and rows that could not be used, other than late ones; {@code dead.<reason>} counts each reason. */
    public static final String DEAD = "dead";
    /** Access-log lines used although their referrer or agent is cut off. */
    public static final String TRUNCATED = "truncated";
    /** Rows that came into an operator host. */
    public static final String ROWS_IN = "rows_in";
    /** Rows that went out of an operator host. */
    public static final String ROWS_OUT = "rows_out";
    /** Result rows written by a sink. */
    public static final String RESULTS = "results";

    /** Rows whose key a look-up join did not find in its table. */
    public static final String LOOKUP_MISSES = "lookup_misses";
    /** Keys that a look-up join asked its table for. */
    public static final String LOOKUP_READS = "lookup_reads";

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    private final Map<String, String> notes = new ConcurrentHashMap<>();

    public LongAdder counter(String name) {
        return counts.computeIfAbsent(name, unused -> new LongAdder());
    }

    /** Says something that is no count, in place of what was said under the name before. */
    public void note(String name, String text) {
        notes.put(name, text);
    }

    /** What was noted, by name. */
    public Map<String, String> notes() {
        return new TreeMap<>(notes);
    }

    /** Goes back to counts read earlier; what is not among them is 0. */
    public void restore(Map<String, Long> to) {
        to.keySet().forEach(this::counter);
        counts.forEach((name, count) -> count.add(to.getOrDefault(name, 0L) - count.sum()));
    }

    /** All counts, by name. */
    public Map<String, Long> read() {
        Map<String, Long> all = new TreeMap<>();
        counts.forEach((name, count) -> all.put(name, count.sum()));
        return all;
    }
}
