package dev.freshet.bench.engine;

import dev.freshet.bench.answer.Answer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one run of one engine came to.
 *
 * @param nanos from the first event taken to the last result out
 * @param cpuNanos CPU time of the whole process in that span
 * @param allocatedBytes allocated by all Java threads in that span
 * @param peakHeapBytes the largest use of the heap, garbage included
 * @param peakRssBytes the largest resident set of the process; 0 where the system does not tell
 */
public record RunResult(
        String engine,
        long events,
        long nanos,
        long cpuNanos,
        Answer answer,
        long allocatedBytes,
        long peakHeapBytes,
        long peakRssBytes,
        @Nullable Latency latency) {

    public double eventsPerSecond() {
        return events * 1e9 / nanos;
    }

    public double cpuSecondsPerMillion() {
        return cpuNanos / 1e3 / events;
    }

    /** As one line of JSON. The checksum is hexadecimal text: it has 64 bits. */
    public String toJson() {
        String json = String.format(
                Locale.ROOT,
                "{\"engine\":\"%s\",\"events\":%d,\"nanos\":%d,\"cpu_nanos\":%d,\"rows\":%d,\"checksum\":\"%016x\","
                        + "\"approximate\":%s,\"allocated_bytes\":%d,\"peak_heap_bytes\":%d,\"peak_rss_bytes\":%d",
                engine,
                events,
                nanos,
                cpuNanos,
                answer.rows(),
                answer.checksum(),
                answer.approximate(),
                allocatedBytes,
                peakHeapBytes,
                peakRssBytes);
        Latency measured = latency;
        return measured == null
                ? json + "}"
                : json
                        + String.format(
                                Locale.ROOT,
                                ",\"latency\":{\"samples\":%d,\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"p999_ms\":%.3f,\"max_ms\":%.3f}}",
                                measured.samples(),
                                measured.p50Ms(),
                                measured.p99Ms(),
                                measured.p999Ms(),
                                measured.maxMs());
    }
}
