package dev.freshet.bench.flink.stream;

import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Counts per rule and tumbling window, without a shuffle: in each task behind the source, then once more over the tasks'
 * counts. There are few rules, so the counts of a window are an array.
 */
abstract class RuleWindows<T> extends AbstractStreamOperator<ResultRow>
        implements OneInputStreamOperator<T, ResultRow> {
    private static final long serialVersionUID = 1L;

    private final int rules;
    private transient @Nullable TreeMap<Long, long[]> windows;

    RuleWindows(int rules) {
        this.rules = rules;
    }

    @Override
    public void open() throws Exception {
        super.open();
        windows = new TreeMap<>();
    }

    long[] counts(long endMs) {
        return Objects.requireNonNull(windows).computeIfAbsent(endMs, end -> new long[rules]);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        TreeMap<Long, long[]> open = Objects.requireNonNull(windows);
        while (!open.isEmpty() && open.firstKey() - 1 <= mark.getTimestamp()) {
            emit(open.firstKey(), open.pollFirstEntry().getValue());
        }
        super.processWatermark(mark);
    }

    private void emit(long endMs, long[] counts) {
        for (int rule = 0; rule < rules; rule++) {
            if (counts[rule] > 0) {
                ResultRow row = new ResultRow();
                row.endMs = endMs;
                row.key = rule;
                row.count = counts[rule];
                output.collect(new StreamRecord<>(row, endMs - 1));
            }
        }
    }
}
