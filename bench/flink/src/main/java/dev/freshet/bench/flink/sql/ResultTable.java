package dev.freshet.bench.flink.sql;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.flink.sink.ResultsOut;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;

/** The run's sink as a table. */
final class ResultTable implements DynamicTableSink {
    private final long runId;

    ResultTable(long runId) {
        this.runId = runId;
    }

    @Override
    public ChangelogMode getChangelogMode(ChangelogMode requested) {
        return ChangelogMode.insertOnly();
    }

    @Override
    public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
        return SinkV2Provider.of(
                new ResultsOut<>(runId, new RowsOfSql(Run.of(runId).spec().job())));
    }

    @Override
    public DynamicTableSink copy() {
        return new ResultTable(runId);
    }

    @Override
    public String asSummaryString() {
        return "the run's sink";
    }
}
