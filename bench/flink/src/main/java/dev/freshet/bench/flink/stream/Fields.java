package dev.freshet.bench.flink.stream;

import dev.freshet.bench.job.JobName;
import java.io.Serializable;
import java.util.List;

/**
 * What a job needs of its events.
 *
 * @param onlyViews whether all but views are dropped
 * @param paired whether all but views and purchases are dropped, and these told apart
 */
record Fields(boolean onlyViews, boolean paired, boolean page, boolean value, boolean user, boolean texts)
        implements Serializable {
    /** The text fields that rules look into, in the order that events have them. */
    static final List<String> TEXTS = List.of("user", "session", "page", "agent");

    static Fields of(JobName job) {
        return switch (job) {
            case VIEWS -> new Fields(true, false, true, true, false, false);
            case HOP -> new Fields(false, false, true, true, true, false);
            case TOPK -> new Fields(false, false, true, false, false, false);
            case RULES -> new Fields(false, false, false, true, false, true);
            case JOIN -> new Fields(false, true, false, true, true, false);
            case YSB -> new Fields(true, false, true, false, false, false);
        };
    }

    /** How many fields there are to be read, the time among them. */
    int count() {
        return 1
                + (onlyViews || paired ? 1 : 0)
                + (page ? 1 : 0)
                + (value ? 1 : 0)
                + (user ? 1 : 0)
                + (texts ? TEXTS.size() : 0);
    }

    EventType type() {
        return new EventType(page, value, user);
    }
}
