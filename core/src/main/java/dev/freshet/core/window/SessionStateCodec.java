package dev.freshet.core.window;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.key.KeyHash;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.function.LongConsumer;

/**
 * The open sessions of a {@link SessionAggregate} as sections of key groups, version 1:
 *
 * <pre>
 * a key group:   watermark, entries
 *   entry:       first, last, key, the partial state's columns
 * no key group:  watermark
 * </pre>
 *
 * Keys are written as {@code KeyEncoder} forms them, version 1.
 */
final class SessionStateCodec {
    private static final int VERSION = 1;
    private static final int ROWS_AT_ONCE = 1024;

    private final Schema stateSchema;
    private final int[] firstColumns;

    SessionStateCodec(WindowAggregateSpec spec) {
        stateSchema = new Schema(spec.stateFields());
        int before = spec.rowsColumn() + 1;
        firstColumns = spec.firstStateColumns();
        for (int i = 0; i < firstColumns.length; i++) {
            firstColumns[i] -= before;
        }
    }

    void write(long watermarkMs, OpenSessions sessions, SnapshotWriter to) {
        KeyGroupSections sections = new KeyGroupSections(out -> out.putLong(watermarkMs));
        BatchBuilder states = new BatchBuilder(stateSchema);
        int[] written = new int[ROWS_AT_ONCE];
        for (int session = 0; session < sessions.slotLimit(); session++) {
            if (!sessions.isOpen(session)) {
                continue;
            }
            for (int i = 0; i < firstColumns.length; i++) {
                sessions.aggregates()[i].writePartial(session, states, firstColumns[i]);
            }
            written[states.rows()] = session;
            states.endRow(0);
            if (states.rows() == ROWS_AT_ONCE) {
                write(sessions, written, states.build(Origin.DERIVED), sections);
            }
        }
        write(sessions, written, states.build(Origin.DERIVED), sections);
        sections.writeTo(to, VERSION);
    }

    private static void write(OpenSessions sessions, int[] written, Batch states, KeyGroupSections sections) {
        KeyTable keys = sessions.keys();
        for (int row = 0; row < states.size(); row++) {
            int session = written[row];
            int key = sessions.key(session);
            StateOutput out = sections.of(keys.keyGroup(key));
            out.putLong(sessions.first(session));
            out.putLong(sessions.last(session));
            out.putBytes(keys.bytes(), keys.start(key), keys.end(key));
            out.putRow(states, row, 0);
        }
    }

    /**
     * Reads sections into the sessions.
     *
     * @param watermarks told of each section how far event time had come for it
     */
    void read(SnapshotReader from, OpenSessions sessions, LongConsumer watermarks) {
        from.forEach((keyGroup, version, bytes, start, end) -> {
            if (version != VERSION) {
                throw new IllegalStateException("a session's state of version " + version
                        + " cannot be read (this is version " + VERSION + ")");
            }
            StateInput in = new StateInput(bytes, start, end);
            watermarks.accept(in.getLong());
            readEntries(in, sessions);
        });
    }

    private void readEntries(StateInput in, OpenSessions sessions) {
        BatchBuilder states = new BatchBuilder(stateSchema);
        int[] slots = new int[ROWS_AT_ONCE];
        while (in.hasMore()) {
            long first = in.getLong();
            long last = in.getLong();
            int length = in.skipBytes();
            int from = in.position() - length;
            int key = sessions.keys()
                    .slot(in.bytes(), from, from + length, KeyHash.hash(in.bytes(), from, from + length));
            slots[states.rows()] = sessions.take(key, first, last);
            in.getRow(states, 0);
            states.endRow(0);
            if (states.rows() == ROWS_AT_ONCE || !in.hasMore()) {
                sessions.mergeRows(states.build(Origin.DERIVED), firstColumns, slots);
            }
        }
    }
}
