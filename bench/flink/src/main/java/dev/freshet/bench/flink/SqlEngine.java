package dev.freshet.bench.flink;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.flink.sql.SqlJob;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The jobs in Flink SQL. */
public final class SqlEngine extends FlinkEngine {
    @Override
    public String name() {
        return "flink-sql";
    }

    @Override
    void execute(StreamExecutionEnvironment environment, Run run) throws Exception {
        SqlJob.execute(environment, run);
    }
}
