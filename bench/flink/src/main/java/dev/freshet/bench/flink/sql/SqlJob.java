package dev.freshet.bench.flink.sql;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.job.JobName;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** A job in Flink SQL. */
public final class SqlJob {
    private static final Map<String, String> SETTINGS = Map.of(
            "table.local-time-zone",
            "UTC",
            "table.optimizer.agg-phase-strategy",
            System.getProperty("bench.flink.phases", "AUTO"));

    private SqlJob() {}

    /** Runs it to its end. */
    public static void execute(StreamExecutionEnvironment environment, Run run) throws Exception {
        RunSpec spec = run.spec();
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        SETTINGS.forEach((key, value) -> tables.getConfig().set(key, value));
        if (spec.job() == JobName.HOP) {
            tables.createTemporarySystemFunction("USERS", Users.class);
        }
        if (spec.job() == JobName.YSB) {
            tables.createTemporarySystemFunction("CAMPAIGN", new Campaign(spec.redis()));
        }
        tables.executeSql(Queries.events(run.id(), spec.parameters()));
        tables.executeSql(Queries.results(run.id(), spec.job()));
        String question = Queries.question(spec.job(), spec.parameters());
        if (Boolean.getBoolean("bench.flink.explain")) {
            System.err.println(tables.explainSql(question));
        }
        tables.executeSql(question).await();
    }
}
