package dev.freshet.testkit.operator;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.time.PartitionClock;
import dev.freshet.testkit.operator.OperatorKit.Rows;
import dev.freshet.testkit.operator.OperatorKit.Step;
import dev.freshet.testkit.operator.OperatorKit.Tick;
import dev.freshet.testkit.operator.OperatorKit.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Made-up events of several partitions, and ways in which they may arrive. */
final class FlowCase {
    static final Schema SCHEMA = Schema.of(
            Field.nullable("src", Type.VARCHAR),
            Field.nullable("port", Type.BIGINT),
            Field.nullable("bytes", Type.BIGINT),
            Field.nullable("ratio", Type.DOUBLE));

    /** One event; its place in its partition's list is its offset. */
    record Flow(
            long time,
            @Nullable String src,
            @Nullable Long port,
            @Nullable Long bytes,
            @Nullable Double ratio) {}

    final long boundMs;
    final List<List<Flow>> partitions = new ArrayList<>();
    /** Whether nine events in ten are of one key. */
    private final boolean skewed;

    FlowCase(Random random, long baseMs, long spanMs) {
        this(random, baseMs, spanMs, random.nextBoolean());
    }

    /** @param inTime whether no event is further behind than the bound */
    FlowCase(Random random, long baseMs, long spanMs, boolean inTime) {
        boundMs = random.nextInt(20);
        skewed = random.nextInt(4) == 0;
        int count = 1 + random.nextInt(3);
        long disorderMs = inTime ? boundMs : boundMs + random.nextInt(100);
        for (int partition = 0; partition < count; partition++) {
            List<Flow> flows = new ArrayList<>();
            int events = random.nextInt(120);
            long time = 0;
            for (int i = 0; i < events; i++) {
                time += random.nextInt(20) == 0 ? random.nextLong(spanMs) : random.nextInt(4);
                flows.add(flow(random, baseMs + time - random.nextLong(disorderMs + 1)));
            }
            partitions.add(flows);
        }
    }

    /** Of the same partitions the events that are not older than the watermark before them, if {@code inTime} does not hold. */
    List<List<Flow>> notLate() {
        List<List<Flow>> kept = new ArrayList<>();
        for (List<Flow> flows : partitions) {
            PartitionClock clock = new PartitionClock(boundMs);
            kept.add(flows.stream()
                    .filter(flow -> flow.time >= clock.observe(flow.time))
                    .toList());
        }
        return kept;
    }

    static Expr.Column column(String name) {
        int index = SCHEMA.requireIndex(name);
        return new Expr.Column(
                index, name, SCHEMA.field(index).type(), SCHEMA.field(index).nullable());
    }

    /** One way: partitions interleaved at random, watermarks and ticks strewn in. */
    List<Step> arrival(Random random) {
        List<Step> steps = new ArrayList<>();
        int[] next = new int[partitions.size()];
        List<PartitionClock> clocks =
                partitions.stream().map(unused -> new PartitionClock(boundMs)).toList();
        long now = random.nextInt(1000);
        for (int left = partitions.stream().mapToInt(List::size).sum(); left > 0; ) {
            int partition = random.nextInt(partitions.size());
            int count =
                    Math.min(1 + random.nextInt(30), partitions.get(partition).size() - next[partition]);
            if (count > 0) {
                steps.add(rows(partition, next[partition], count, clocks.get(partition)));
                next[partition] += count;
                left -= count;
            }
            if (random.nextInt(3) == 0) {
                steps.add(new Watermark(watermark(next, clocks)));
            }
            if (random.nextInt(3) == 0) {
                now += random.nextInt(80);
                steps.add(new Tick(now));
            }
        }
        return steps;
    }

    private long watermark(int[] next, List<PartitionClock> clocks) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < next.length; i++) {
            if (next[i] < partitions.get(i).size()) {
                least = Math.min(least, clocks.get(i).watermarkMs());
            }
        }
        return least;
    }

    private Rows rows(int partition, int from, int count, PartitionClock clock) {
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        for (int offset = from; offset < from + count; offset++) {
            Flow flow = partitions.get(partition).get(offset);
            if (flow.src != null) {
                builder.putText(0, flow.src);
            }
            if (flow.port != null) {
                builder.putLong(1, flow.port);
            }
            if (flow.bytes != null) {
                builder.putLong(2, flow.bytes);
            }
            if (flow.ratio != null) {
                builder.putDouble(3, flow.ratio);
            }
            builder.endRow(flow.time, offset, clock.observe(flow.time));
        }
        return new Rows(builder.build(new Origin("flows", partition, from, from + count - 1)));
    }

    private Flow flow(Random random, long time) {
        boolean heavy = skewed && random.nextInt(10) > 0;
        return new Flow(
                time,
                heavy ? "whale" : random.nextInt(10) == 0 ? null : "host" + random.nextInt(4),
                heavy ? Long.valueOf(7) : random.nextInt(10) == 0 ? null : (long) random.nextInt(3),
                random.nextInt(10) == 0 ? null : random.nextInt(200) - 50L,
                random.nextInt(10) == 0 ? null : random.nextGaussian() * Math.pow(10, random.nextInt(18)));
    }
}
