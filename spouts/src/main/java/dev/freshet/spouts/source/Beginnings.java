package dev.freshet.spouts.source;

import java.util.SortedMap;
import java.util.TreeMap;

/** Where a task began to read its partitions: it goes back there when the job goes back to nothing. */
final class Beginnings {
    private final SortedMap<Integer, Long> first = new TreeMap<>();
    private boolean left;

    /** Takes note of partitions that are new, and of where they begin. */
    void note(SourceReader source, EventTime eventTime, long nowMs) {
        eventTime.note(source, nowMs);
        for (PartitionProgress progress : eventTime.partitions()) {
            if (!first.containsKey(progress.partition())) {
                first.put(progress.partition(), source.position(progress.partition()));
            }
        }
    }

    /** Something was read. */
    void left() {
        left = true;
    }

    /** Reads from the beginnings again, if anything was read since. */
    void goBack(SourceReader source) {
        if (left) {
            first.forEach(source::seek);
        }
    }
}
