package dev.freshet.bench.jmh;

import dev.freshet.bench.job.EventFields;
import dev.freshet.core.key.KeyHash;
import dev.freshet.core.key.KeyTable;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
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

/** Keys to slots, drawn uniformly from so many. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(KeyTableBenchmark.LOOKUPS)
public class KeyTableBenchmark {
    static final int LOOKUPS = 65_536;
    private static final int LENGTH = 8;

    @Param({"100", "10000", "1000000"})
    int keys = 100;

    private final KeyTable table = new KeyTable();
    private final byte[] bytes = new byte[LOOKUPS * LENGTH];

    @Setup
    public void fill() {
        for (int key = 0; key < keys; key++) {
            byte[] text = text(key);
            table.slot(text, 0, LENGTH, KeyHash.hash(text, 0, LENGTH));
        }
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < LOOKUPS; i++) {
            System.arraycopy(text(random.nextInt(keys)), 0, bytes, i * LENGTH, LENGTH);
        }
    }

    @Benchmark
    public long lookUp() {
        long slots = 0;
        for (int at = 0; at < bytes.length; at += LENGTH) {
            slots += table.slot(bytes, at, at + LENGTH, KeyHash.hash(bytes, at, at + LENGTH));
        }
        return slots;
    }

    private static byte[] text(int key) {
        return EventFields.pageText(key).getBytes(StandardCharsets.US_ASCII);
    }
}
