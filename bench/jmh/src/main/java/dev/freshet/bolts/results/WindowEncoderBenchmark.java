package dev.freshet.bolts.results;

import dev.freshet.bench.job.EventFields;
import dev.freshet.bolts.redis.Call;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.WindowColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Rows of windows into the calls that write them, without a server. An operation is a row. In the encoder's package: it is nobody else's. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(WindowEncoderBenchmark.ROWS)
public class WindowEncoderBenchmark {
    static final int ROWS = 1_000;
    private static final long WINDOW_MS = 10_000;

    private final Batch rows = rows();
    private final WindowEncoder encoder = new WindowEncoder(
            ResultSpec.windows("bench", "answer", rows.schema(), List.of("page"))
                    .beside(false, true, true),
            0,
            false);

    @Benchmark
    public List<Call> encode() {
        List<Call> calls = new ArrayList<>();
        encoder.add(rows, 1);
        encoder.take(0, calls);
        return calls;
    }

    private static Batch rows() {
        List<Field> fields = new ArrayList<>(WindowColumns.leading());
        fields.add(Field.required("page", Type.VARCHAR));
        fields.add(Field.required("views", Type.BIGINT));
        fields.add(Field.required("total", Type.DOUBLE));
        fields.addAll(WindowColumns.trailing());
        BatchBuilder builder = new BatchBuilder(new Schema(fields));
        for (int row = 0; row < ROWS; row++) {
            builder.putLong(0, 0);
            builder.putLong(1, WINDOW_MS);
            builder.putText(2, EventFields.pageText(row));
            builder.putLong(3, row);
            builder.putDouble(4, row * 0.25);
            builder.putText(5, WindowColumns.FINAL);
            builder.putLong(6, 0);
            builder.endRow(0);
        }
        return builder.build(Origin.DERIVED);
    }
}
