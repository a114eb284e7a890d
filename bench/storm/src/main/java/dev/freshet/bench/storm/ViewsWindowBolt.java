package dev.freshet.bench.storm;

import dev.freshet.bench.engine.Completion;
import dev.freshet.bench.engine.Run;
import dev.freshet.bench.sink.ResultSink;
import dev.freshet.bench.windows.ViewWindows;
import java.util.Map;
import java.util.Objects;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.base.BaseWindowedBolt;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.windowing.TupleWindow;
import org.jspecify.annotations.Nullable;

/** Count and sum by page of the tuples in one of Storm's windows. The window of the end is the last. */
final class ViewsWindowBolt extends BaseWindowedBolt {
    private static final long serialVersionUID = 1L;

    private final Layout layout;
    private transient @Nullable ResultSink sink;

    ViewsWindowBolt(Layout layout) {
        this.layout = layout;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
        sink = ResultSink.open(Run.of(layout.runId()));
    }

    @Override
    public void execute(TupleWindow window) {
        ResultSink results = Objects.requireNonNull(sink);
        ViewWindows views = new ViewWindows(layout.windowMs());
        for (Tuple tuple : window.get()) {
            String page = tuple.getString(0);
            if (page.equals(Names.END)) {
                Completion.OPEN.of(layout.runId()).sourceDone();
                return;
            }
            views.add(page, tuple.getLong(1) - 1, tuple.getDouble(2), "");
        }
        views.close(Long.MAX_VALUE, results, (endMs, key, count) -> {});
        results.flush();
    }

    @Override
    public void cleanup() {
        ResultSink results = sink;
        if (results != null) {
            results.close();
        }
    }
}
