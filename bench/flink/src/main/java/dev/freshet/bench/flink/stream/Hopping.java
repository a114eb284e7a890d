package dev.freshet.bench.flink.stream;

import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Hopping windows by panes: an event is added to one pane, and a window is put together of its panes. Flink's own sliding
 * windows would add an event to each of the windows, sixty here.
 */
final class Hopping extends KeyedProcessFunction<Long, Event, ResultRow> {
    private static final long serialVersionUID = 1L;

    private final long windowMs;
    private final long slideMs;
    private transient @Nullable ValueState<Panes> state;
    private transient @Nullable ResultRow row;

    Hopping(long windowMs, long slideMs) {
        this.windowMs = windowMs;
        this.slideMs = slideMs;
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext().getState(new ValueStateDescriptor<>("panes", Panes.class));
        row = new ResultRow();
    }

    @Override
    public void processElement(Event event, Context context, Collector<ResultRow> out) throws Exception {
        ValueState<Panes> panesState = Objects.requireNonNull(state);
        Panes panes = panesState.value();
        if (panes == null) {
            panes = new Panes();
            panesState.update(panes);
        }
        long timeMs = context.timestamp();
        long endMs = timeMs - Math.floorMod(timeMs, slideMs) + slideMs;
        panes.add(endMs, event);
        if (endMs < panes.timerMs) {
            panes.timerMs = endMs;
            context.timerService().registerEventTimeTimer(endMs - 1);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ResultRow> out) throws Exception {
        ValueState<Panes> panesState = Objects.requireNonNull(state);
        Panes panes = panesState.value();
        long endMs = timestamp + 1;
        if (panes == null || panes.timerMs != endMs) {
            // An earlier event came later and has set the timers anew.
            return;
        }
        ResultRow result = Objects.requireNonNull(row);
        if (panes.fill(endMs - windowMs, endMs, result)) {
            result.key = context.getCurrentKey();
            result.endMs = endMs;
            out.collect(result);
        }
        panes.forget(endMs - windowMs + slideMs);
        if (panes.isEmpty()) {
            panesState.clear();
        } else {
            panes.timerMs = endMs + slideMs;
            context.timerService().registerEventTimeTimer(panes.timerMs - 1);
        }
    }
}
