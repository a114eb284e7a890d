package dev.freshet.bench.flink.stream;

import dev.freshet.bench.job.Rule;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Adds the tasks' counts. */
final class RuleTotals extends RuleWindows<ResultRow> {
    private static final long serialVersionUID = 1L;

    RuleTotals() {
        super(Rule.all().size());
    }

    @Override
    public void processElement(StreamRecord<ResultRow> element) {
        ResultRow row = element.getValue();
        counts(row.endMs)[(int) row.key] += row.count;
    }
}
