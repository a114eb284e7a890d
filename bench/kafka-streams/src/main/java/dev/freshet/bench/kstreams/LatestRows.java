package dev.freshet.bench.kstreams;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.sink.ResultSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The end of the job: a window's rows come again when they have changed, and the last counts. Redis replaces by itself; in
 * memory they are kept here.
 */
final class LatestRows extends ContextualProcessor<Windowed<String>, Sums, Void, Void> {
    private static final Duration FLUSH = Duration.ofMillis(50);

    private final Run run;
    private final Map<Windowed<String>, Sums> rows = new HashMap<>();
    private @Nullable ResultSink sink;

    LatestRows(Run run) {
        this.run = run;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        ResultSink open = ResultSink.open(run);
        sink = open;
        context.schedule(FLUSH, PunctuationType.WALL_CLOCK_TIME, now -> open.flush());
    }

    @Override
    public void process(Record<Windowed<String>, Sums> row) {
        if (run.spec().sink() == SinkKind.MEMORY) {
            rows.put(row.key(), row.value());
        } else {
            write(row.key(), row.value());
        }
    }

    @Override
    public void close() {
        rows.forEach(this::write);
        rows.clear();
        Objects.requireNonNull(sink).close();
    }

    private void write(Windowed<String> key, Sums sums) {
        byte[] page = key.key().getBytes(StandardCharsets.US_ASCII);
        Objects.requireNonNull(sink).views(key.window().end(), page, sums.count(), sums.sum());
    }
}
