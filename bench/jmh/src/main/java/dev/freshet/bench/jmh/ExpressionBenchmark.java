package dev.freshet.bench.jmh;

import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.Rule;
import dev.freshet.bench.plain.PlainDecoder;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.Function;
import dev.freshet.core.expr.RowErrors;
import dev.freshet.core.schema.Type;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Expressions over a batch: comparisons of a number and a text, and a search for a regex in a text of 60 bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Events.CHUNK)
public class ExpressionBenchmark {
    private static final RowErrors NONE = (row, message) -> {
        throw new IllegalStateException(message);
    };

    private final Batch batch = new Events(JobName.RULES).decode(PlainDecoder.of("type", "value", "agent"));
    private final Evaluator comparisons = Evaluator.of(Expr.call(
            Function.AND,
            Expr.call(Function.GT, new Expr.Column(1, "value", Type.DOUBLE, false), Expr.Literal.of(500.0)),
            Expr.call(Function.EQ, new Expr.Column(0, "type", Type.VARCHAR, false), Expr.Literal.of("view"))));
    private final Evaluator regex = Evaluator.of(Expr.call(
            Function.REGEXP_LIKE,
            new Expr.Column(2, "agent", Type.VARCHAR, false),
            Expr.Literal.of(Rule.all().get(0).regex())));

    @Benchmark
    public Batch comparisons() {
        return comparisons.filter(batch, NONE);
    }

    @Benchmark
    public Batch regex() {
        return regex.filter(batch, NONE);
    }
}
