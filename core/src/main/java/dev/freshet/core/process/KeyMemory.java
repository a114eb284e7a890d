package dev.freshet.core.process;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/**
 * What a {@link KeyedProcess} keeps of one key beside its values: an object of its own, with a binary form for snapshots. Where the process
 * throws, it stays as the process has left it: change it behind what may throw.
 */
public interface KeyMemory {
    /** Of those that keep values alone. */
    KeyMemory NONE = new KeyMemory() {
        @Override
        public void write(StateOutput to) {}

        @Override
        public void read(StateInput from) {}

        @Override
        public long sizeBytes() {
            return 0;
        }
    };

    /** Writes all that {@link #read} needs. */
    void write(StateOutput to);

    /** Makes a new object what another was when it was written. */
    void read(StateInput from);

    /** About how much it holds, bytes. */
    long sizeBytes();
}
