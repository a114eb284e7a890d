package dev.freshet.bench.flink.stream;

import java.util.Objects;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** Decodes records of one partition that come one by one, many at once. */
final class FreshetDecoding extends AbstractStreamOperator<Event>
        implements OneInputStreamOperator<byte[], Event>, BoundedOneInput {
    private static final long serialVersionUID = 1L;
    private static final int RECORDS = 512;

    private final Fields fields;
    private final long disorderMs;
    private transient @Nullable FreshetEvents events;
    private transient @Nullable Consumer<Event> collector;

    FreshetDecoding(Fields fields, long disorderMs) {
        this.fields = fields;
        this.disorderMs = disorderMs;
    }

    @Override
    public void open() throws Exception {
        super.open();
        events = new FreshetEvents(fields, disorderMs);
        StreamRecord<Event> record = new StreamRecord<>(null);
        collector = event -> output.collect(record.replace(event));
    }

    @Override
    public void processElement(StreamRecord<byte[]> element) {
        byte[] record = element.getValue();
        if (Objects.requireNonNull(events).add(record, 0, record.length) == RECORDS) {
            decode();
        }
    }

    /** What was kept comes before the watermark: at the end of the input that is the last there is. */
    @Override
    public void processWatermark(Watermark mark) throws Exception {
        decode();
        super.processWatermark(mark);
    }

    @Override
    public void endInput() {
        decode();
    }

    private void decode() {
        Objects.requireNonNull(events).decode(Objects.requireNonNull(collector));
    }
}
