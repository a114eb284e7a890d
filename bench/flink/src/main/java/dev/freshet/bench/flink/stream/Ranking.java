package dev.freshet.bench.flink.stream;

import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** Lets the ten greatest rows of each window through, when the watermark has passed its end. */
final class Ranking extends AbstractStreamOperator<ResultRow> implements OneInputStreamOperator<ResultRow, ResultRow> {
    private static final long serialVersionUID = 1L;

    private transient @Nullable TreeMap<Long, Places> windows;
    private transient @Nullable Places last;
    private transient long lastEndMs;

    @Override
    public void open() throws Exception {
        super.open();
        windows = new TreeMap<>();
    }

    @Override
    public void processElement(StreamRecord<ResultRow> element) {
        ResultRow row = element.getValue();
        Places places = last;
        if (places == null || row.endMs != lastEndMs) {
            places = Objects.requireNonNull(windows).computeIfAbsent(row.endMs, end -> new Places());
            last = places;
            lastEndMs = row.endMs;
        }
        places.offer(row.key, row.count);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        TreeMap<Long, Places> open = Objects.requireNonNull(windows);
        while (!open.isEmpty() && open.firstKey() - 1 <= mark.getTimestamp()) {
            emit(open.firstKey(), open.pollFirstEntry().getValue());
            last = null;
        }
        super.processWatermark(mark);
    }

    private void emit(long endMs, Places places) {
        for (int i = 0; i < places.size(); i++) {
            ResultRow row = new ResultRow();
            row.endMs = endMs;
            row.key = places.key(i);
            row.rank = i + 1;
            row.count = places.count(i);
            output.collect(new StreamRecord<>(row, endMs - 1));
        }
    }
}
