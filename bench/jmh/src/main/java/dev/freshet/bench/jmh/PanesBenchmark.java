package dev.freshet.bench.jmh;

import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobParameters;
import dev.freshet.bench.plain.PlainDecoder;
import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.AggregateKind;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.WindowAggregateSpec;
import dev.freshet.core.window.WindowSpec;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The sender's half of a windowed aggregation: a batch's rows into a count and a sum for each pane and page. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Events.CHUNK)
public class PanesBenchmark {
    @Param({"100", "10000", "1000000"})
    int keys = 100;

    private final EmittedRows out = new EmittedRows();
    private Batch batch = batch(1);
    private Operator operator = operator(batch);

    @Setup
    public void make() {
        batch = batch(keys);
        operator = operator(batch);
    }

    @Benchmark
    public long partial() {
        operator.process(0, batch, out);
        return out.rows;
    }

    private static Batch batch(int keys) {
        JobParameters parameters = JobParameters.of(JobName.VIEWS).withKeys(keys);
        return new Events(parameters).decode(PlainDecoder.of("page", "value"));
    }

    private static Operator operator(Batch batch) {
        Expr page = new Expr.Column(0, "page", Type.VARCHAR, false);
        Expr value = new Expr.Column(1, "value", Type.DOUBLE, false);
        WindowAggregateSpec spec = new WindowAggregateSpec(
                List.of(new NamedExpr("page", page)),
                WindowSpec.tumbling(10_000),
                List.of(
                        new AggregateCall(AggregateKind.COUNT, List.of(), List.of(), "views"),
                        new AggregateCall(AggregateKind.SUM, List.of(value), List.of(), "total")),
                batch.schema());
        return spec.partial().create();
    }
}
