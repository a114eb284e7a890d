package dev.freshet.spouts.source;

import dev.freshet.core.decode.Decoder;
import dev.freshet.core.operator.Counters;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a source task reads; what the decoder counts is taken over after each batch. */
final class SourceCounts {
    private final Decoder decoder;
    private final LongAdder eventsIn;
    private final LongAdder filtered;
    private final LongAdder truncated;
    private long headersBefore;
    private long filteredBefore;
    private long truncatedBefore;

    SourceCounts(Decoder decoder, Counters counters) {
        this.decoder = decoder;
        this.eventsIn = counters.counter(Counters.EVENTS_IN);
        this.filtered = counters.counter(Counters.FILTERED);
        this.truncated = counters.counter(Counters.TRUNCATED);
    }

    /** So many records were read, and decoded where they could be. */
    void taken(int records) {
        long headers = decoder.headers();
        eventsIn.add(records - (headers - headersBefore));
        headersBefore = headers;
        long filteredNow = decoder.filtered();
        filtered.add(filteredNow - filteredBefore);
        filteredBefore = filteredNow;
        long truncatedNow = decoder.truncated();
        truncated.add(truncatedNow - truncatedBefore);
        truncatedBefore = truncatedNow;
    }
}
