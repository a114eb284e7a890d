package dev.freshet.storm;

import java.io.Serializable;

/** Tells the processing time. Part of a topology, so serializable. */
@FunctionalInterface
public interface MillisClock extends Serializable {
    /** The machine's clock. */
    MillisClock SYSTEM = System::currentTimeMillis;

    /** Epoch milliseconds, UTC. */
    long nowMs();
}
