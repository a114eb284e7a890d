package dev.freshet.testkit.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What stands outside: overwritten results and a log, each changed in single steps. */
final class Results {
    private record Standing(long generation, long revision, long value) {}

    private final Flaw flaw;
    private final Map<Long, Standing> table = new TreeMap<>();
    private final Map<Long, Integer> log = new TreeMap<>();
    private final Map<Integer, Long> committed = new HashMap<>();

    Results(Flaw flaw) {
        this.flaw = flaw;
    }

    void overwrite(long generation, long key, long revision, long value) {
        Standing old = table.get(key);
        boolean stale = old != null
                && (old.generation > generation || (old.generation == generation && old.revision > revision));
        if (flaw == Flaw.FENCE_MISSING) {
            stale = false;
        } else if (flaw == Flaw.FENCE_WITHOUT_GENERATION) {
            stale = old != null && old.revision > revision;
        }
        if (!stale) {
            table.put(key, new Standing(generation, revision, value));
        }
    }

    void commit(int writer, long epoch, Iterable<Long> rows) {
        if (flaw != Flaw.COMMIT_NOT_IDEMPOTENT && committed.getOrDefault(writer, 0L) >= epoch) {
            return;
        }
        committed.merge(writer, epoch, Math::max);
        rows.forEach(this::append);
    }

    void append(long row) {
        log.merge(row, 1, Integer::sum);
    }

    Map<Long, Long> table() {
        Map<Long, Long> values = new TreeMap<>();
        table.forEach((key, standing) -> values.put(key, standing.value));
        return values;
    }

    Map<Long, Integer> log() {
        return log;
    }
}
