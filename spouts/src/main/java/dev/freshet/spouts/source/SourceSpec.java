package dev.freshet.spouts.source;

import dev.freshet.core.decode.DecoderSpec;
import dev.freshet.core.job.JobBoardFactory;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.storm.epoch.EpochSpec;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source task does, as data: made at submission, shipped to the workers.
 *
 * @param name the input's name in the plan: the source of its batches' origins
 * @param decoder how records become rows
 * @param branches what follows: each gets every decoded batch
 * @param timing watermarks, idleness, alignment, pace
 * @param limits how much is read at once, and how much may be in flight
 * @param reader where records come from
 * @param board where the task publishes its counters and state
 * @param epochs the job's epochs; null where it has none
 */
public record SourceSpec(
        String name,
        DecoderSpec decoder,
        List<Branch> branches,
        SourceTiming timing,
        SourceLimits limits,
        ReaderFactory reader,
        JobBoardFactory board,
        @Nullable EpochSpec epochs)
        implements Serializable {
    public SourceSpec {
        branches = List.copyOf(branches);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a source needs a name");
        }
        if (branches.isEmpty()) {
            throw new IllegalArgumentException("source '" + name + "' needs a branch: nothing would follow it");
        }
    }

    /** The greatest event time whose multiples are all at which windows of the branches may be complete, milliseconds; 0 if there are none. */
    long boundaryMs() {
        return branches.stream()
                .flatMap(branch -> branch.chain().stream())
                .mapToLong(OperatorSpec::boundaryMs)
                .reduce(0, SourceSpec::greatestCommonDivisor);
    }

    private static long greatestCommonDivisor(long one, long other) {
        return other == 0 ? one : greatestCommonDivisor(other, one % other);
    }

    /** The same with another reader. */
    public SourceSpec reading(ReaderFactory newReader) {
        return new SourceSpec(name, decoder, branches, timing, limits, newReader, board, epochs);
    }
}
