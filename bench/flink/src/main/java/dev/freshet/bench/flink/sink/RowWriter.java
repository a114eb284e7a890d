package dev.freshet.bench.flink.sink;

import dev.freshet.bench.sink.ResultSink;
import java.io.Serializable;

/** Gives a row of the job to the sink. */
@FunctionalInterface
public interface RowWriter<T> extends Serializable {
    void write(T row, ResultSink sink);
}
