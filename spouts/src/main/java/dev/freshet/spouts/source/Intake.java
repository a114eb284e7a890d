package dev.freshet.spouts.source;

import dev.freshet.core.dead.DeadLetters;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.decode.RecordChunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a reader took in one go: records of one partition, and what it could not hand on as records. Reused. */
public final class Intake {
    /**
     * A record that the reader itself turned down.
     *
     * @param excerpt the record's first bytes
     */
    public record Reject(Reason reason, String detail, long offset, byte[] excerpt) {}

    private final RecordChunk records = new RecordChunk();
    private final List<Reject> rejects = new ArrayList<>();
    private int partition = -1;
    private long firstOffset;
    private long nextOffset;
    private int skipped;
    private byte @Nullable [] header;

    public void clear() {
        records.clear();
        rejects.clear();
        partition = -1;
        skipped = 0;
        header = null;
    }

    /** Begins: all that follows is of this partition. */
    public void begin(int ofPartition, long atOffset) {
        partition = ofPartition;
        firstOffset = atOffset;
        nextOffset = atOffset;
        header = null;
    }

    /** Ends: everything before this offset has been taken. */
    public void end(long atOffset) {
        nextOffset = atOffset;
    }

    public void reject(Reason reason, String detail, long offset, byte[] record, int from, int to) {
        int kept = Math.min(to, from + DeadLetters.MAX_RECORD_BYTES);
        rejects.add(new Reject(reason, detail, offset, Arrays.copyOfRange(record, from, kept)));
    }

    /** A record that is none for us, such as a tombstone: read, and passed over. */
    public void skip() {
        skipped++;
    }

    /** The record that names the columns, of a partition that is resumed behind it; told before the records. */
    public void header(byte[] record) {
        header = record;
    }

    public RecordChunk records() {
        return records;
    }

    public List<Reject> rejects() {
        return rejects;
    }

    public int partition() {
        return partition;
    }

    public long firstOffset() {
        return firstOffset;
    }

    public long nextOffset() {
        return nextOffset;
    }

    public byte @Nullable [] header() {
        return header;
    }

    /** How many records were read, whatever became of them. */
    public int read() {
        return records.count() + rejects.size() + skipped;
    }

    /** Whether there is nothing more to do with it than to move on to {@link #nextOffset}. */
    public boolean isEmpty() {
        return records.count() == 0 && rejects.isEmpty();
    }
}
