package dev.freshet.core.window;

import dev.freshet.core.key.KeyGroups;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.snapshot.StateOutput;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The sections of a snapshot being written, by key group; each begins with the same header, also that of no key group. */
public final class KeyGroupSections {
    private final @Nullable StateOutput[] byGroup = new StateOutput[KeyGroups.COUNT];
    private final Consumer<StateOutput> header;

    public KeyGroupSections(Consumer<StateOutput> header) {
        this.header = header;
    }

    /** The section of a key group, which has its header. */
    public StateOutput of(int keyGroup) {
        StateOutput out = byGroup[keyGroup];
        if (out == null) {
            out = begin();
            byGroup[keyGroup] = out;
        }
        return out;
    }

    public void writeTo(SnapshotWriter to, int version) {
        for (int group = 0; group < byGroup.length; group++) {
            StateOutput out = byGroup[group];
            if (out != null) {
                out.section(to, group, version);
            }
        }
        begin().section(to, SnapshotWriter.NO_KEY_GROUP, version);
    }

    private StateOutput begin() {
        StateOutput out = new StateOutput();
        header.accept(out);
        return out;
    }
}
