package dev.freshet.bench.kstreams;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.sink.ResultSink;
import dev.freshet.bench.windows.Totals;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Adds up what tasks have counted of its windows, and answers at the end. */
final class TotalsTask extends ContextualProcessor<Long, Part, Void, Void> {
    private final Run run;
    private final Progress progress;
    private final Totals totals;

    TotalsTask(Run run, Progress progress) {
        this.run = run;
        this.progress = progress;
        this.totals = new Totals(run.spec().job());
    }

    @Override
    public void process(Record<Long, Part> record) {
        totals.add(record.key(), record.value().key(), record.value().count());
        progress.counted();
    }

    @Override
    public void close() {
        try (ResultSink sink = ResultSink.open(run)) {
            totals.answer(sink);
        }
    }
}
