package dev.freshet.bench.freshet;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.answer.RowHash;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.Rule;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.window.WindowColumns;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Adds batches of a job's results to an answer. */
final class AnswerRows {
    private final JobName job;
    private final int end;
    private final int[] columns;

    AnswerRows(JobName job, Schema schema) {
        this.job = job;
        this.end = schema.requireIndex(job == JobName.JOIN ? "ts" : WindowColumns.END);
        this.columns = names(job).stream().mapToInt(schema::requireIndex).toArray();
    }

    /** The key's column, then the values'; of the rules only values. */
    static List<String> names(JobName job) {
        return switch (job) {
            case VIEWS -> List.of("page", "views", "total");
            case HOP -> List.of("page", "events", "mean", "largest", "users");
            case TOPK -> List.of("page", "rank", "events");
            case RULES -> Rule.all().stream().map(Rule::name).toList();
            case YSB -> List.of("campaign", "views");
            case JOIN -> List.of("user", "bought", "value", "paid");
        };
    }

    void add(Batch batch, Answer to) {
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (job == JobName.RULES) {
                addRules(batch, row, to);
            } else {
                addRow(batch, row, to);
            }
        }
    }

    private void addRow(Batch batch, int row, Answer to) {
        BytesColumn key = batch.bytes(columns[0]);
        long hash = RowHash.of(batch.longs(end).get(row), key.data(), key.start(row), key.end(row));
        int exact = job == JobName.HOP ? columns.length - 1 : columns.length;
        for (int i = 1; i < exact; i++) {
            hash = batch.column(columns[i]) instanceof DoubleColumn doubles
                    ? RowHash.and(hash, doubles.get(row))
                    : RowHash.and(hash, batch.longs(columns[i]).get(row));
        }
        if (job == JobName.HOP) {
            to.add(hash, batch.longs(columns[exact]).get(row));
        } else {
            to.add(hash);
        }
    }

    /** A row a rule that held at all. */
    private void addRules(Batch batch, int row, Answer to) {
        long endMs = batch.longs(end).get(row);
        for (int column : columns) {
            LongColumn counts = batch.longs(column);
            if (counts.get(row) > 0) {
                byte[] rule = batch.schema().field(column).name().getBytes(StandardCharsets.US_ASCII);
                to.add(RowHash.and(RowHash.of(endMs, rule), counts.get(row)));
            }
        }
    }
}
