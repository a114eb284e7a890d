package dev.freshet.bolts;

import com.codahale.metrics.Counter;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.Held;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.apache.storm.task.TopologyContext;

/**
 * One task's counts as Storm's metrics and as fields of the job board: rows in and out, drops by reason, how far the
 * watermark lags, the size of batches, and how long a batch takes. Used by the task's thread; gauges are read by others.
 */
public final class TaskMetrics {
    private static final long LONGEST_US = TimeUnit.MINUTES.toMicros(1);

    private final TopologyContext context;
    private final Counters counters;
    private final Map<String, Counter> mirrored = new HashMap<>();
    private final Map<String, Long> mirroredTo = new HashMap<>();
    private final com.codahale.metrics.Histogram batchRows;
    private final Recorder batchUs = new Recorder(LONGEST_US, 2);
    private volatile long watermarkLagMs = -1;
    private volatile Held held = Held.NOTHING;
    private boolean holds;
    private volatile long p50Us;
    private volatile long p99Us;

    public TaskMetrics(TopologyContext context, Counters counters) {
        this.context = context;
        this.counters = counters;
        this.batchRows = context.registerHistogram("batch_rows");
        context.registerGauge("watermark_lag_ms", () -> watermarkLagMs);
        context.registerGauge("batch_us_p50", () -> p50Us);
        context.registerGauge("batch_us_p99", () -> p99Us);
    }

    /** What the task's operator holds: from then on that is told too. */
    public void holds(Held now) {
        held = now;
        if (!holds) {
            holds = true;
            context.registerGauge("state_entries", () -> held.entries());
            context.registerGauge("state_bytes", () -> held.bytes());
        }
    }

    /** A batch was worked through. */
    public void batch(int rows, long nanos) {
        batchRows.update(rows);
        batchUs.recordValue(Math.min(LONGEST_US, nanos / 1000));
    }

    /**
     * Brings Storm's metrics up to date, and returns the counts and times as fields of the board.
     *
     * @param watermarkMs the task's watermark, epoch ms; {@link Long#MIN_VALUE} for none, {@link Long#MAX_VALUE} at the end
     */
    public Map<String, String> refresh(long watermarkMs, long nowMs) {
        Map<String, String> fields = new HashMap<>();
        counters.read().forEach((name, count) -> {
            mirror(name, count);
            fields.put(name, Long.toString(count));
        });
        fields.putAll(counters.notes());
        boolean known = watermarkMs != Long.MIN_VALUE && watermarkMs != Long.MAX_VALUE;
        watermarkLagMs = known ? nowMs - watermarkMs : -1;
        if (watermarkMs != Long.MIN_VALUE) {
            fields.put("watermark_ms", Long.toString(watermarkMs));
        }
        if (holds) {
            fields.put("state_entries", Long.toString(held.entries()));
            fields.put("state_bytes", Long.toString(held.bytes()));
        }
        quantiles();
        fields.put("batch_us_p50", Long.toString(p50Us));
        fields.put("batch_us_p99", Long.toString(p99Us));
        return fields;
    }

    private void quantiles() {
        Histogram interval = batchUs.getIntervalHistogram();
        if (interval.getTotalCount() > 0) {
            p50Us = interval.getValueAtPercentile(50);
            p99Us = interval.getValueAtPercentile(99);
        }
    }

    private void mirror(String name, long count) {
        long before = mirroredTo.getOrDefault(name, 0L);
        mirrored.computeIfAbsent(name, context::registerCounter).inc(count - before);
        mirroredTo.put(name, count);
    }
}
