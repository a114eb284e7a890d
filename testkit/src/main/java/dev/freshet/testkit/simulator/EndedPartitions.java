package dev.freshet.testkit.simulator;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/** Which partitions of all sources have been read to their end: no key's, so in every task's snapshot, the same in all. */
final class EndedPartitions {
    private final long all;
    private long ended;
    private boolean restored;

    EndedPartitions(int partitions) {
        all = (1L << partitions) - 1;
    }

    /** Returns whether this was the last one. */
    boolean end(long partition) {
        ended |= 1L << partition;
        return ended == all;
    }

    void write(StateOutput to) {
        to.putUnsigned(ended);
    }

    void read(StateInput from) {
        long part = from.getUnsigned();
        ended = restored ? ended & part : part;
        restored = true;
    }

    void clear() {
        ended = 0;
        restored = false;
    }
}
