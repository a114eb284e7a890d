package dev.freshet.core.order;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/** What is kept of a key beside its rows; by slots of keys. */
interface KeyState {
    void write(int key, StateOutput to);

    void read(int key, StateInput from);
}
