package dev.freshet.core.pattern;

import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.key.KeyHash;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.core.window.KeyGroupSections;
import dev.freshet.core.window.PendingRows;
import java.util.function.LongConsumer;

/**
 * The state of a {@link PatternMatch} as sections of key groups, version 1:
 *
 * <pre>
 * a key group:   watermark, entries
 *   entry 1:     key, number of rows, and of each the variables that it fits and its values: an open search
 *   entry 2:     a row that waits
 * no key group:  watermark
 * </pre>
 */
final class PatternStateCodec {
    private static final int VERSION = 1;
    private static final int OPEN = 1;
    private static final int ROW = 2;

    private PatternStateCodec() {}

    static void write(
            long watermarkMs, PendingRows pending, KeyEncoder encoder, OpenMatches open, SnapshotWriter to) {
        KeyGroupSections sections = new KeyGroupSections(out -> out.putLong(watermarkMs));
        KeyTable keys = open.keys();
        for (int key = 0; key < keys.slotLimit(); key++) {
            if (keys.holds(key)) {
                StateOutput out = sections.of(keys.keyGroup(key));
                out.putUnsigned(OPEN);
                out.putBytes(keys.bytes(), keys.start(key), keys.end(key));
                open.write(key, out);
            }
        }
        pending.write(encoder, ROW, sections);
        sections.writeTo(to, VERSION);
    }

    /** @param watermarks told of each section how far event time had come for it */
    static void read(
            SnapshotReader from, Schema rowSchema, PendingRows pending, OpenMatches open, LongConsumer watermarks) {
        from.forEach((keyGroup, version, bytes, start, end) -> {
            if (version != VERSION) {
                throw new IllegalStateException("the state of a pattern of version " + version
                        + " cannot be read (this is version " + VERSION + ")");
            }
            StateInput in = new StateInput(bytes, start, end);
            watermarks.accept(in.getLong());
            PendingRows.Reading rows = pending.reading(rowSchema);
            while (in.hasMore()) {
                long kind = in.getUnsigned();
                if (kind == ROW) {
                    rows.row(in);
                } else if (kind == OPEN) {
                    int length = in.skipBytes();
                    int at = in.position() - length;
                    open.read(open.keys().slot(bytes, at, at + length, KeyHash.hash(bytes, at, at + length)), in);
                } else {
                    throw new IllegalStateException("a state of a pattern is damaged: entry of kind " + kind);
                }
            }
            rows.end();
        });
    }
}
