package dev.freshet.spouts.source;

import java.io.Serializable;

/**
 * What a source task reads at once, and how much of it may be under way.
 *
 * @param batchRecords the most records in a batch
 * @param batchBytes the most bytes of records in a batch; a batch has at least one record, whatever its size
 * @param inFlightBatches how many batches may be sent and not yet acked
 * @param inFlightBytes how many bytes of records may be sent and not yet acked
 */
public record SourceLimits(int batchRecords, int batchBytes, int inFlightBatches, long inFlightBytes)
        implements Serializable {
    /** 16,384 records or 4 MiB a batch; 12 batches or 64 MiB in flight. */
    public static final SourceLimits DEFAULT = new SourceLimits(65_536, 16 << 20, 12, 64L << 20);

    public SourceLimits {
        if (batchRecords < 1 || batchBytes < 1 || inFlightBatches < 1 || inFlightBytes < 1) {
            throw new IllegalArgumentException("the limits of a source must be at least 1 (records " + batchRecords
                    + ", bytes " + batchBytes + ", batches in flight " + inFlightBatches + ", bytes in flight "
                    + inFlightBytes + ")");
        }
    }
}
