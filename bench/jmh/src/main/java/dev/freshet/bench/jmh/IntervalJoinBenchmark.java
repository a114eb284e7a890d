package dev.freshet.bench.jmh;

import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobParameters;
import dev.freshet.bench.plain.PlainDecoder;
import dev.freshet.bolts.DiskRows;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.Function;
import dev.freshet.core.join.JoinColumn;
import dev.freshet.core.join.JoinCondition;
import dev.freshet.core.join.JoinInputs;
import dev.freshet.core.join.JoinKind;
import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.join.StreamJoinSpec;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.state.RowBytes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The job {@code join} in one task, without what is around it: of an event in three that are views, and as many that are purchases,
 * by user, within 5 s. Ten thousand events a second, so that rows are forgotten in a run; it begins anew with the events.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Events.CHUNK)
public class IntervalJoinBenchmark {
    private static final long DISORDER_MS = 1_000;

    private final Batch[] views = new Batch[Events.CHUNKS];
    private final Batch[] purchases = new Batch[Events.CHUNKS];
    private final StreamJoinSpec spec;
    private final EmittedRows out = new EmittedRows();
    private @Nullable DiskRows disk;
    private Operator join;
    private int next;

    /** Where the rows are kept. */
    @Param({"memory", "disk"})
    public String store = "memory";

    public IntervalJoinBenchmark() {
        JobParameters parameters = JobParameters.of(JobName.JOIN).withRate(10_000);
        Events events = new Events(parameters);
        for (int chunk = 0; chunk < Events.CHUNKS; chunk++) {
            // Of decoders of their own, so that no batch is filled again.
            Batch batch = events.decode(PlainDecoder.of("user", "type", "value"));
            views[chunk] = only("view", batch);
            purchases[chunk] = only("purchase", batch);
        }
        Schema schema = views[0].schema();
        spec = new StreamJoinSpec(
                new JoinInputs(schema, schema, List.of("user"), List.of("user")),
                JoinKind.INNER,
                new JoinCondition.Interval(-parameters.withinMs(), parameters.withinMs()),
                List.of(JoinColumn.left("user"), JoinColumn.left("value"), JoinColumn.right("value", "paid")),
                JoinLimits.DEFAULT);
        join = spec.create();
    }

    /** Begins with nothing kept. */
    @Setup
    public void begin() {
        end();
        disk = store.equals("disk") ? new DiskRows(Path.of(System.getProperty("java.io.tmpdir"))) : null;
        join = spec.create();
        join.open(new OneTask(Optional.ofNullable(disk)));
        next = 0;
    }

    @TearDown
    public void end() {
        if (disk != null) {
            disk.close();
            disk = null;
        }
    }

    private record OneTask(Optional<DiskRows> disk) implements OperatorContext {
        @Override
        public String name() {
            return "join";
        }

        @Override
        public int partition() {
            return 0;
        }

        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public Counters counters() {
            return new Counters();
        }

        @Override
        public Optional<RowBytes> rowBytes(String place) {
            return disk.map(rows -> rows.rows(place));
        }
    }

    @Benchmark
    public long join() {
        if (next == Events.CHUNKS) {
            begin();
        }
        join.process(0, views[next], out);
        join.process(1, purchases[next], out);
        join.advance(views[next].eventTime(views[next].row(0)) - DISORDER_MS, out);
        next++;
        return out.rows;
    }

    private static Batch only(String type, Batch batch) {
        Expr column = new Expr.Column(1, "type", Type.VARCHAR, false);
        return Evaluator.of(Expr.call(Function.EQ, column, Expr.Literal.of(type)))
                .filter(batch, (row, message) -> {
                    throw new IllegalStateException(message);
                });
    }
}
