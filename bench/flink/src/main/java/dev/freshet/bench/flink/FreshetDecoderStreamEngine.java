package dev.freshet.bench.flink;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.flink.stream.StreamJob;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The jobs by hand, with Freshet's decoder: what of the difference is the engine's. */
public final class FreshetDecoderStreamEngine extends FlinkEngine {
    @Override
    public String name() {
        return "flink-datastream-freshet-decoder";
    }

    @Override
    void execute(StreamExecutionEnvironment environment, Run run) throws Exception {
        new StreamJob(environment, run, true).execute();
    }
}
