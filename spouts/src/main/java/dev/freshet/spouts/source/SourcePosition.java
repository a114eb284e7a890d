package dev.freshet.spouts.source;

import dev.freshet.core.snapshot.SectionBytes;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.storm.epoch.EpochBase;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far one partition of a source was sent: what is needed to send the rest, and nothing twice.
 *
 * @param offset of the next record to read
 * @param maxEventTimeMs the greatest event time before it, by which the records behind it are judged
 * @param rowsBelow rows of records before this offset were sent: more than {@code offset} where a batch was sent in part
 * @param deadBelow dead letters of records before this offset were sent, and the records counted
 * @param finished whether the partition was read to its end
 */
record SourcePosition(
        int partition, long offset, long maxEventTimeMs, long rowsBelow, long deadBelow, boolean finished) {
    private static final int VERSION = 1;

    static void write(Collection<SourcePosition> positions, SectionBytes to) {
        StateOutput out = new StateOutput();
        for (SourcePosition position : positions) {
            out.putUnsigned(position.partition);
            out.putLong(position.offset);
            out.putLong(position.maxEventTimeMs);
            out.putLong(position.rowsBelow);
            out.putLong(position.deadBelow);
            out.putUnsigned(position.finished ? 1 : 0);
        }
        out.section(to, SnapshotWriter.NO_KEY_GROUP, VERSION);
    }

    /** Of all partitions of all tasks. */
    static SortedMap<Integer, SourcePosition> read(EpochBase base) {
        SortedMap<Integer, SourcePosition> all = new TreeMap<>();
        base.reader(0, 1).forEach((keyGroup, version, bytes, from, to) -> {
            if (version != VERSION) {
                throw new IllegalStateException(
                        "a source's state of version " + version + " cannot be read (this is version " + VERSION + ")");
            }
            StateInput in = new StateInput(bytes, from, to);
            while (in.hasMore()) {
                int partition = (int) in.getUnsigned();
                all.put(
                        partition,
                        new SourcePosition(
                                partition,
                                in.getLong(),
                                in.getLong(),
                                in.getLong(),
                                in.getLong(),
                                in.getUnsigned() != 0));
            }
        });
        return all;
    }
}
