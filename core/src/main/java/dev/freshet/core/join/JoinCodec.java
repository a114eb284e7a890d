package dev.freshet.core.join;

import dev.freshet.core.key.KeyGroups;
import dev.freshet.core.key.KeyHash;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.core.state.SideRows;
import org.jspecify.annotations.Nullable;

/**
 * A join's state in snapshots. A section begins with the watermark; then, for each key, its bytes and the rows of all sides, each
 * side's behind their number. Right rows that every task has stand in the section of no key group, of each task that had them:
 * those that forgot some of them earlier than others had the same ones otherwise.
 */
final class JoinCodec {
    private static final int VERSION = 1;

    private JoinCodec() {}

    /** Told of each section: how far event time had come for the task that wrote it. */
    interface Position {
        void at(int keyGroup, long watermarkMs);
    }

    static void write(JoinState state, SnapshotWriter to) {
        StateOutput shared = begin(state.watermarkMs());
        @Nullable StateOutput[] sections = new StateOutput[KeyGroups.COUNT];
        KeyTable keys = state.keys();
        for (int key = 0; key < keys.slotLimit(); key++) {
            if (keys.holds(key) && state.sharesRight()) {
                writeRights(state, key, shared);
            }
            if (keys.holds(key) && (state.left().count(key) > 0 || !state.sharesRight())) {
                int group = keys.keyGroup(key);
                StateOutput section = sections[group];
                if (section == null) {
                    section = begin(state.watermarkMs(group));
                    sections[group] = section;
                }
                section.putBytes(keys.bytes(), keys.start(key), keys.end(key));
                write(state.left(), key, section);
                if (state.sharesRight()) {
                    section.putUnsigned(0);
                } else {
                    for (SideRows side : state.sides().subList(1, state.sides().size())) {
                        write(side, key, section);
                    }
                }
            }
        }
        for (int group = 0; group < sections.length; group++) {
            StateOutput section = sections[group];
            if (section != null) {
                section.section(to, group, VERSION);
            }
        }
        shared.section(to, SnapshotWriter.NO_KEY_GROUP, VERSION);
    }

    private static void writeRights(JoinState state, int key, StateOutput to) {
        KeyTable keys = state.keys();
        if (state.right().count(key) > 0) {
            to.putBytes(keys.bytes(), keys.start(key), keys.end(key));
            to.putUnsigned(0);
            write(state.right(), key, to);
        }
    }

    static void read(JoinState state, SnapshotReader from, Position position) {
        from.forEach((keyGroup, version, bytes, start, end) -> {
            if (version != VERSION) {
                throw new IllegalStateException(
                        "a join's state of version " + version + " cannot be read (this is version " + VERSION + ")");
            }
            StateInput in = new StateInput(bytes, start, end);
            position.at(keyGroup, in.getLong());
            while (in.hasMore()) {
                int length = in.skipBytes();
                int at = in.position() - length;
                int key = state.keys().slot(bytes, at, at + length, KeyHash.hash(bytes, at, at + length));
                for (SideRows side : state.sides()) {
                    read(side, key, in, state.sharesRight() && side == state.right());
                }
            }
        });
    }

    private static StateOutput begin(long watermarkMs) {
        StateOutput out = new StateOutput();
        out.putLong(watermarkMs);
        return out;
    }

    private static void write(SideRows rows, int key, StateOutput to) {
        int count = rows.count(key);
        to.putUnsigned(count);
        for (int place = 0; place < count; place++) {
            rows.store().write(rows.row(key, place), to);
        }
    }

    private static void read(SideRows rows, int key, StateInput from, boolean once) {
        for (long left = from.getUnsigned(); left > 0; left--) {
            int row = rows.store().read(from);
            if (once) {
                rows.insertOnce(key, row);
            } else {
                rows.insert(key, row);
            }
        }
    }
}
