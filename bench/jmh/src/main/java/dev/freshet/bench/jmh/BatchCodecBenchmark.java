package dev.freshet.bench.jmh;

import dev.freshet.bench.job.JobName;
import dev.freshet.bench.plain.PlainDecoder;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchCodec;
import dev.freshet.core.batch.ByteSink;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The binary form between workers: page, value and time of each event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Events.CHUNK)
public class BatchCodecBenchmark {
    private final Batch batch = new Events(JobName.VIEWS).decode(PlainDecoder.of("page", "value"));
    private final BatchCodec codec = new BatchCodec();
    private final byte[] encoded = bytes(codec, batch);

    @Benchmark
    public byte[] encode() {
        return bytes(codec, batch);
    }

    @Benchmark
    public Batch decode() {
        return codec.decode(encoded, 0, encoded.length);
    }

    private static byte[] bytes(BatchCodec codec, Batch batch) {
        ByteSink sink = new ByteSink();
        codec.encode(batch, sink);
        return sink.toBytes();
    }
}
