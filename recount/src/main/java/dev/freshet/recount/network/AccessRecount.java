package dev.freshet.recount.network;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts lines of an access log into the network application's results about them. */
final class AccessRecount {
    private static final long MINUTE_MS = 60_000;
    private static final long SLIDE_MS = 10_000;
    private static final int PLACES = 20;
    private static final int FIRST_ERROR = 400;

    private final RecountedClock clock;
    private final RecountedWindows<Long, Requests> statuses = windows(MINUTE_MS, MINUTE_MS);
    private final RecountedWindows<Optional<String>, Requests> clients = windows(MINUTE_MS, MINUTE_MS);
    private final RecountedWindows<Optional<String>, Requests> paths = windows(5 * MINUTE_MS, 5 * MINUTE_MS);
    private final RecountedWindows<Long, Requests> rolling = windows(MINUTE_MS, SLIDE_MS);
    private long events;
    private long dead;

    private static final class Requests {
        long requests;
        long bytes;
        long errors;
        final Set<String> paths = new HashSet<>();

        void add(AccessLine line) {
            requests++;
            bytes = Math.addExact(bytes, line.bytes());
            errors += line.status() >= FIRST_ERROR ? 1 : 0;
            line.path().ifPresent(paths::add);
        }
    }

    AccessRecount(int partitions, long boundMs) {
        clock = new RecountedClock(partitions, boundMs);
    }

    private static <K> RecountedWindows<K, Requests> windows(long sizeMs, long slideMs) {
        return new RecountedWindows<>(sizeMs, slideMs, Requests::new);
    }

    void add(int partition, byte[] record) {
        events++;
        Optional<AccessLine> parsed = AccessLine.parse(record);
        if (parsed.isEmpty()) {
            dead++;
            return;
        }
        AccessLine line = parsed.get();
        long timeMs = line.timeMs();
        long watermarkMs = clock.watermarkBefore(partition, timeMs);
        statuses.add(line.status(), timeMs, watermarkMs, status -> status.add(line));
        clients.add(Optional.of(line.client()), timeMs, watermarkMs, client -> client.add(line));
        if (line.path().isPresent()) {
            paths.add(line.path(), timeMs, watermarkMs, path -> path.requests++);
        }
        rolling.add(line.status(), timeMs, watermarkMs, status -> status.requests++);
    }

    Recount finish() {
        Map<String, List<String>> results = Map.of(
                "status_minute",
                CsvLines.ofWindows(
                        "status,requests,bytes",
                        statuses,
                        Comparator.naturalOrder(),
                        (status, counted) -> List.of(status, counted.requests, counted.bytes)),
                "client_minute",
                CsvLines.ofWindows(
                        "client,requests,bytes,paths,error_share",
                        clients,
                        CsvLines.TEXT,
                        (client, counted) -> List.of(
                                client,
                                counted.requests,
                                counted.bytes,
                                counted.paths.size(),
                                (double) counted.errors / counted.requests)),
                "paths_top",
                CsvLines.ofTop(
                        "rank,path,requests",
                        paths,
                        PLACES,
                        counted -> counted.requests,
                        CsvLines.TEXT,
                        (path, counted) -> List.of(path, counted.requests)),
                "requests_rolling",
                CsvLines.ofWindows(
                        "status,requests",
                        rolling,
                        Comparator.naturalOrder(),
                        (status, counted) -> List.of(status, counted.requests)));
        Map<String, Long> late = Map.of(
                "status_minute", statuses.late(),
                "client_minute", clients.late(),
                "paths_top", paths.late(),
                "requests_rolling", rolling.late());
        return new Recount(results, events, dead, late);
    }
}
