package dev.freshet.bench.kstreams;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.sink.ResultSink;
import dev.freshet.bench.windows.KeyedWindows;
import dev.freshet.bench.windows.Sources;
import org.apache.kafka.streams.processor.api.Record;

/** Windows by page. A page's task has events of all partitions, each in its own order. */
final class PageWindows extends WindowsTask<String, Hit> {
    private final KeyedWindows windows;
    private final ResultSink sink;

    PageWindows(Run run, Progress progress) {
        super(progress, sources(run.spec()));
        windows = KeyedWindows.of(run.spec().job(), run.spec().parameters());
        sink = ResultSink.open(run);
    }

    private static Sources sources(RunSpec spec) {
        return new Sources(spec.parallelism(), spec.parameters().disorderMs());
    }

    @Override
    int add(Record<String, Hit> record) {
        Hit hit = record.value();
        windows.add(record.key(), record.timestamp(), hit.value(), hit.user());
        return hit.source();
    }

    @Override
    void close(long watermarkMs) {
        if (windows.close(watermarkMs, sink, this::send)) {
            sink.flush();
        }
    }

    @Override
    public void close() {
        sink.close();
    }
}
