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
    private final HostSpec spec;
    private final Context context;
    private final Operator operator;
    private @Nullable Operator again;

    private OperatorInstance(HostSpec spec, Context context) {
        this.spec = spec;
        this.context = context;
        this.operator = open(spec, context);
    }

    /** Opens an operator that keeps its rows where the spec says. */
    static OperatorInstance open(HostSpec spec, int partition, int partitions, Counters counters, JobBoard board) {
        DiskRows disk = spec.stateful() && spec.stateStore() == StateStore.DISK
                ? new DiskRows(Path.of(System.getProperty("java.io.tmpdir")))
                : null;
        return new OperatorInstance(spec, new Context(spec.name(), partition, partitions, counters, board, disk));
    }

    private static Operator open(HostSpec spec, Context context) {
        Operator operator = spec.operator().create();
        operator.open(context);
        return operator;
    }

    Operator operator() {
        return operator;
    }

    /**
     * The operator for batches that were counted already. Only of one without state: it makes the same of them again.
     *
     * @param uncounted where it counts
     */
    Operator replayed(Counters uncounted) {
        Operator same = again;
        if (same == null) {
            same = open(spec, context.countedBy(uncounted));
            again = same;
        }
        return same;
    }

    @Override
    public void close() {
        operator.close();
        Operator same = again;
        if (same != null) {
            same.close();
        }
        DiskRows disk = context.disk();
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
        Context countedBy(Counters others) {
            return new Context(name, partition, partitions, others, board, null);
        }

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
