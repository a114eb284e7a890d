package dev.freshet.bench.windows;

import dev.freshet.bench.sink.ResultSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Views and purchases of a user within a time of each other: each event is held by its user until nothing to come can
 * match it, and looks for those that are there already. A second's users are looked through when it is over.
 */
final class HeldPairs implements KeyedWindows {
    private record Held(boolean view, long timeMs, double value) {}

    private record Pair(String user, Held view, Held purchase) {}

    private static final long BUCKET_MS = 1_000;

    private final long withinMs;
    private final Map<String, List<Held>> held = new HashMap<>();
    /** By the end of a bucket of time, the users who have events in it. */
    private final TreeMap<Long, List<String>> due = new TreeMap<>();

    private final List<Pair> found = new ArrayList<>();

    HeldPairs(long withinMs) {
        this.withinMs = withinMs;
    }

    @Override
    public void add(String user, long timeMs, double value, String type) {
        Held event = new Held(type.equals("view"), timeMs, value);
        List<Held> events = held.computeIfAbsent(user, unused -> new ArrayList<>(2));
        for (Held other : events) {
            if (other.view() != event.view() && Math.abs(other.timeMs() - timeMs) <= withinMs) {
                found.add(event.view() ? new Pair(user, event, other) : new Pair(user, other, event));
            }
        }
        events.add(event);
        long end = timeMs - Math.floorMod(timeMs, BUCKET_MS) + BUCKET_MS;
        due.computeIfAbsent(end, unused -> new ArrayList<>()).add(user);
    }

    /** Gives the pairs so far, whatever the watermark. */
    @Override
    public boolean close(long watermarkMs, ResultSink results, Partial partials) {
        for (Pair pair : found) {
            results.pair(
                    pair.view().timeMs(),
                    pair.user().getBytes(StandardCharsets.US_ASCII),
                    pair.purchase().timeMs(),
                    pair.view().value(),
                    pair.purchase().value());
        }
        boolean any = !found.isEmpty();
        found.clear();
        while (!due.isEmpty() && due.firstKey() + withinMs <= watermarkMs) {
            Map.Entry<Long, List<String>> bucket = due.pollFirstEntry();
            bucket.getValue().forEach(user -> forget(user, bucket.getKey()));
        }
        return any;
    }

    private void forget(String user, long beforeMs) {
        held.computeIfPresent(user, (name, events) -> {
            events.removeIf(event -> event.timeMs() < beforeMs);
            return events.isEmpty() ? null : events;
        });
    }
}
