package dev.freshet.bench.flink;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.flink.stream.StreamJob;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The jobs by hand, with Jackson. */
public final class JacksonStreamEngine extends FlinkEngine {
    @Override
    public String name() {
        return "flink-datastream";
    }

    @Override
    void execute(StreamExecutionEnvironment environment, Run run) throws Exception {
        new StreamJob(environment, run, false).execute();
    }
}
