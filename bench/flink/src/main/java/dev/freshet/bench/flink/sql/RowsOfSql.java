package dev.freshet.bench.flink.sql;

import dev.freshet.bench.flink.sink.RowWriter;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.Rule;
import dev.freshet.bench.sink.ResultSink;
import java.nio.charset.StandardCharsets;
import org.apache.flink.table.data.RowData;

/** Rows of a query's result, of which the first column is the window's end or the view's time, as the sink wants them. */
final class RowsOfSql implements RowWriter<RowData> {
    private static final long serialVersionUID = 1L;
    private static final int MILLIS = 3;

    private final JobName job;
    private final byte[][] rules;

    RowsOfSql(JobName job) {
        this.job = job;
        this.rules = Rule.all().stream()
                .map(rule -> rule.name().getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    @Override
    public void write(RowData row, ResultSink sink) {
        long endMs = row.getTimestamp(0, MILLIS).getMillisecond();
        switch (job) {
            case VIEWS -> sink.views(endMs, page(row), row.getLong(2), row.getDouble(3));
            case HOP -> sink.hop(endMs, page(row), row.getLong(2), row.getDouble(3), row.getDouble(4), row.getLong(5));
            case TOPK -> sink.top(endMs, page(row), row.getLong(2), row.getLong(3));
            case RULES -> rules(endMs, row, sink);
            case YSB -> sink.rule(endMs, page(row), row.getLong(2));
            case JOIN -> sink.pair(endMs, page(row), row.getLong(2), row.getDouble(3), row.getDouble(4));
        }
    }

    private void rules(long endMs, RowData row, ResultSink sink) {
        for (int rule = 0; rule < rules.length; rule++) {
            long count = row.getLong(1 + rule);
            if (count > 0) {
                sink.rule(endMs, rules[rule], count);
            }
        }
    }

    private static byte[] page(RowData row) {
        return row.getString(1).toBytes();
    }
}
