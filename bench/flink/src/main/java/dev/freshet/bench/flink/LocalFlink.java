package dev.freshet.bench.flink;

import dev.freshet.bench.engine.RunSpec;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink inside this JVM, set up for throughput: objects reused, state on the heap, no checkpoints, no restarts. */
public final class LocalFlink {
    private LocalFlink() {}

    public static StreamExecutionEnvironment environment(RunSpec spec) {
        Configuration conf = new Configuration();
        conf.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        conf.set(PipelineOptions.OBJECT_REUSE, true);
        conf.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(50));
        conf.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        conf.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        conf.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
        conf.set(RestOptions.BIND_PORT, "0");
        if (spec.ratePerSecond() > 0) {
            conf.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(10));
        }
        return StreamExecutionEnvironment.createLocalEnvironment(spec.parallelism(), conf);
    }
}
