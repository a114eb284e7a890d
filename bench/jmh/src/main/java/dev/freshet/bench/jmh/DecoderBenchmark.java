package dev.freshet.bench.jmh;

import dev.freshet.bench.job.JobName;
import dev.freshet.bench.plain.PlainDecoder;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.decode.Decoder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** JSON into columns: all fields, two fields, and two fields of the third that a pushed-down predicate lets through. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Events.CHUNK)
public class DecoderBenchmark {
    private final Events events = new Events(JobName.VIEWS);
    private final Decoder all = PlainDecoder.of("user", "session", "page", "type", "ts", "value", "country", "agent");
    private final Decoder two = PlainDecoder.of("page", "value");
    private final Decoder filtered = PlainDecoder.views();

    @Benchmark
    public Batch allFields() {
        return events.decode(all);
    }

    @Benchmark
    public Batch twoFields() {
        return events.decode(two);
    }

    @Benchmark
    public Batch filtered() {
        return events.decode(filtered);
    }
}
