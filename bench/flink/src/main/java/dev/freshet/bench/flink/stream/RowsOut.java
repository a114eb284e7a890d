package dev.freshet.bench.flink.stream;

import dev.freshet.bench.flink.sink.RowWriter;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.Rule;
import dev.freshet.bench.sink.ResultSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Rows of a job as its sink wants them. */
final class RowsOut implements RowWriter<ResultRow> {
    private static final long serialVersionUID = 1L;

    private final JobName job;
    private final byte[][] rules;

    RowsOut(JobName job) {
        this.job = job;
        this.rules = Rule.all().stream()
                .map(rule -> rule.name().getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    @Override
    public void write(ResultRow row, ResultSink sink) {
        switch (job) {
            case VIEWS -> sink.views(row.endMs, page(row), row.count, row.sum);
            case HOP -> sink.hop(row.endMs, page(row), row.count, row.sum / row.count, row.largest, row.users);
            case TOPK -> sink.top(row.endMs, page(row), row.rank, row.count);
            case RULES -> sink.rule(row.endMs, rules[(int) row.key], row.count);
            case YSB -> sink.rule(row.endMs, page(row), row.count);
            case JOIN -> throw new IllegalArgumentException("the job " + job.id() + " has no such rows");
        }
    }

    private static byte[] page(ResultRow row) {
        return ByteBuffer.allocate(Long.BYTES).putLong(row.key).array();
    }
}
