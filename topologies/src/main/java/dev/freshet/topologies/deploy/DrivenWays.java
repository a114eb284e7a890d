package dev.freshet.topologies.deploy;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.Reason;

/** Where components that are driven send to. */
interface DrivenWays {
    void send(Component.Way way, Batch batch);

    /** Tells all that a component sends to how far event time has come in it. */
    void advance(Component from, long watermarkMs);

    /**
     * A row that could not be used.
     *
     * @param row a physical row of the batch
     */
    void dead(Batch batch, int row, Reason reason, String detail);
}
