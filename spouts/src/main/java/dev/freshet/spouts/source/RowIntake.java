package dev.freshet.spouts.source;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.decode.Decoder;
import dev.freshet.core.decode.RecordChunk;
import dev.freshet.core.operator.Counters;
import java.util.function.IntPredicate;

/**
 * Takes records from a source and makes rows of them. What cannot be decoded becomes a dead letter; what was read once and told
 * of before a restore is neither counted nor told again.
 */
final class RowIntake {
    /** Rows that wait for their time are few, so that what they hold up is too. */
    private static final int PACED_RECORDS = 1024;

    private final SourceSpec spec;
    private final Decoder decoder;
    private final DeadRows dead;
    private final BatchSize batchSize;
    private final SourceCounts counts;
    private final Intake intake = new Intake();

    /** @param unpaced whether rows are sent as soon as they are read */
    RowIntake(SourceSpec spec, Decoder decoder, Counters counters, DeadRows dead, boolean unpaced) {
        this.spec = spec;
        this.decoder = decoder;
        this.dead = dead;
        int most = spec.limits().batchRecords();
        this.batchSize = new BatchSize(unpaced ? most : Math.min(PACED_RECORDS, most));
        this.counts = new SourceCounts(decoder, counters);
    }

    /** Takes what there is of one partition; returns whether there was anything. */
    boolean poll(SourceReader source, IntPredicate readable) {
        intake.clear();
        if (!source.poll(readable, batchSize.records(), spec.limits().batchBytes(), intake)) {
            return false;
        }
        batchSize.taken(intake.read());
        return true;
    }

    /** Of which partition the records are. */
    int partition() {
        return intake.partition();
    }

    /** The rows of the records, those that were sent before a restore left out. */
    PartitionProgress.Pending decode(PartitionProgress progress, long nowMs) {
        progress.at(intake.firstOffset());
        progress.clock().limit(spec.timing().latestMs(nowMs));
        byte[] header = intake.header();
        if (header != null) {
            decoder.header(progress.partition(), header);
        }
        RecordChunk chunk = intake.records();
        Batch batch =
                decoder.decode(chunk, spec.name(), progress.partition(), progress.clock(), (record, reason, detail) -> {
                    if (!progress.isTold(chunk.offset(record))) {
                        dead.record(chunk, record, progress.partition(), reason, detail);
                    }
                });
        for (Intake.Reject reject : intake.rejects()) {
            if (!progress.isTold(reject.offset())) {
                dead.reject(reject, progress.partition());
            }
        }
        counts.taken(intake.read() - told(progress));
        return new PartitionProgress.Pending(
                progress.unsent(batch), intake.nextOffset(), progress.clock().maxEventTimeMs(), chunk.sizeBytes());
    }

    /** How many of the records that were read had been counted before a restore. */
    private int told(PartitionProgress progress) {
        if (!progress.isTold(intake.firstOffset())) {
            return 0;
        }
        RecordChunk chunk = intake.records();
        int told = 0;
        for (int record = 0; record < chunk.count(); record++) {
            told += progress.isTold(chunk.offset(record)) ? 1 : 0;
        }
        for (Intake.Reject reject : intake.rejects()) {
            told += progress.isTold(reject.offset()) ? 1 : 0;
        }
        return told;
    }
}
