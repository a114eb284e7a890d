package dev.freshet.bench.freshet;

import dev.freshet.bench.engine.Completion;
import dev.freshet.bench.engine.OpenRuns;
import dev.freshet.core.job.JobBoard;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Watches what a job's source tasks tell: which are done, and how far they have read. Thread-safe. */
final class Watch {
    static final OpenRuns<Watch> OPEN = new OpenRuns<>();

    private final Completion completion;
    private final Set<String> finished = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> readMs = new ConcurrentHashMap<>();

    Watch(Completion completion) {
        this.completion = completion;
    }

    void published(String task, Map<String, String> fields) {
        if (JobBoard.FAILED.equals(fields.get(JobBoard.STATE))) {
            completion.fail(task + ": " + fields.get(JobBoard.ERROR));
        } else if (JobBoard.FINISHED.equals(fields.get(JobBoard.STATE)) && finished.add(task)) {
            completion.sourceDone();
        }
    }

    void progress(String task, long watermarkMs) {
        readMs.put(task, watermarkMs);
    }

    long othersMs(String task) {
        long least = Long.MAX_VALUE;
        for (Map.Entry<String, Long> other : readMs.entrySet()) {
            if (!other.getKey().equals(task)) {
                least = Math.min(least, other.getValue());
            }
        }
        return least;
    }
}
