package dev.freshet.bolts;

import dev.freshet.core.job.JobBoard;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.state.RowBytes;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An operator that is open, with its rows on disk if it has any there. */
final class OperatorInstance implements AutoCloseable {
    private final Operator operator;
    private final @Nullable DiskRows disk;

    private OperatorInstance(Operator operator, @Nullable DiskRows disk) {
        this.operator = operator;
        this.disk = disk;
    }

    /** Opens an operator that keeps its rows where the spec says. */
    static OperatorInstance open(HostSpec spec, int partition, int partitions, Counters counters, JobBoard board) {
        DiskRows disk = spec.stateful() && spec.stateStore() == StateStore.DISK
                ? new DiskRows(Path.of(System.getProperty("java.io.tmpdir")))
                : null;
        Operator operator = spec.operator().create();
        operator.open(new Context(spec.name(), partition, partitions, counters, board, disk));
        return new OperatorInstance(operator, disk);
    }

    /** Opens an operator that keeps nothing. */
    static Operator stateless(HostSpec spec, int partition, int partitions, Counters counters, JobBoard board) {
        Operator operator = spec.operator().create();
        operator.open(new Context(spec.name(), partition, partitions, counters, board, null));
        return operator;
    }

    Operator operator() {
        return operator;
    }

    @Override
    public void close() {
        operator.close();
        if (disk != null) {
            disk.close();
        }
    }

    private record Context(
            String name,
            int partition,
            int partitions,
            Counters counters,
            JobBoard board,
            @Nullable DiskRows disk) implements OperatorContext {
        @Override
        public byte @Nullable [] delivered(String under) {
            return board.delivered(under);
        }

        @Override
        public Optional<RowBytes> rowBytes(String place) {
            return disk == null ? Optional.empty() : Optional.of(disk.rows(place));
        }
    }
}
