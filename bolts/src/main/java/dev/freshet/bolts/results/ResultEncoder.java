package dev.freshet.bolts.results;

import dev.freshet.bolts.redis.Call;
import dev.freshet.core.batch.Batch;
import java.util.List;

/** Turns the rows of one result into calls. One a task and result. */
interface ResultEncoder {
    /** Takes a batch's rows. */
    void add(Batch batch, long generation);

    /** Puts the calls for what was added into the list, and is empty afterwards. */
    void take(long nowMs, List<Call> into);
}
