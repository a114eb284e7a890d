package dev.freshet.bench.flink.sink;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.sink.ResultSink;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** The run's sink. What a watermark let out can be read when the watermark is through. */
public final class ResultsOut<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;

    private final long runId;
    private final RowWriter<T> rows;

    public ResultsOut(long runId, RowWriter<T> rows) {
        this.runId = runId;
        this.rows = rows;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        ResultSink sink = ResultSink.open(Run.of(runId));
        return new SinkWriter<>() {
            @Override
            public void write(T row, Context rowContext) {
                rows.write(row, sink);
            }

            @Override
            public void flush(boolean endOfInput) {
                sink.flush();
            }

            @Override
            public void writeWatermark(Watermark watermark) {
                sink.flush();
            }

            @Override
            public void close() {
                sink.close();
            }
        };
    }
}
