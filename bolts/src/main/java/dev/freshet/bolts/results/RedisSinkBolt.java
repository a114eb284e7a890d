package dev.freshet.bolts.results;

import dev.freshet.bolts.redis.Call;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.epoch.EpochView;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.snapshot.SectionBytes;
import dev.freshet.storm.Delivery;
import dev.freshet.storm.MillisClock;
import dev.freshet.storm.ReplayFilter;
import dev.freshet.storm.Tuples;
import dev.freshet.storm.epoch.EpochBase;
import dev.freshet.storm.epoch.EpochSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.tuple.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Writes results to Redis, after {@code docs/results.md}. Rows of windows and leaderboards are overwritten, never added to,
 * and never by older ones; rows of logs are appended once for each batch, also if Redis goes away in the middle of a write.
 */
public class RedisSinkBolt extends PipelinedBolt {
    private final SinkSpec spec;

    public RedisSinkBolt(SinkSpec spec) {
        this(spec, MillisClock.SYSTEM);
    }

    RedisSinkBolt(SinkSpec spec, MillisClock clock) {
        super(spec.redis(), spec.flushRows(), spec.flushMs(), spec.board(), clock);
        this.spec = spec;
    }

    public final SinkSpec spec() {
        return spec;
    }

    @Override
    protected @Nullable EpochSpec epochs() {
        return spec.epochs();
    }

    @Override
    protected Encoder encoder(TopologyContext context, Counters counters) {
        return new Results(context);
    }

    private final class Results implements Encoder {
        private static final long DESCRIBE_MS = 600_000;

        private final Map<String, ResultEncoder> byInput = new HashMap<>();
        private final ResultEncoders encoders;
        private ReplayFilter replays = new ReplayFilter();
        private long describeAtMs = Long.MIN_VALUE;

        Results(TopologyContext context) {
            String writer = UUID.randomUUID().toString();
            Map<String, ResultEncoder> byName = new HashMap<>();
            for (SinkSpec.Routed routed : spec.results()) {
                ResultEncoder encoder = encoder(routed.result(), writer, context.getThisTaskIndex());
                byInput.put(routed.input().component() + "/" + routed.input().stream(), encoder);
                byName.put(routed.result().result(), encoder);
            }
            this.encoders = new ResultEncoders(byName, spec.run(), context);
        }

        private ResultEncoder encoder(ResultSpec result, String writer, int index) {
            return switch (result.kind()) {
                case WINDOW ->
                    new WindowEncoder(result, spec.run(), spec.redis().mode() == RedisConfig.Mode.CLUSTER);
                case TOP -> new TopEncoder(result);
                case LOG -> {
                    String stream = ResultKeys.log(result.job(), result.result());
                    LogStream log = result.packed()
                            ? new PackedLog(stream, result.schema(), result.retainMs(), result.maxLog())
                            : new EntryLog(stream, result.schema(), result.retainMs(), result.maxLog(), true);
                    yield spec.epochs() == null ? new LogEncoder(log, writer) : new HeldLogEncoder(log, index);
                }
            };
        }

        @Override
        public int add(Tuple tuple) {
            Delivery delivery = Tuples.delivery(tuple);
            String way = tuple.getSourceComponent() + "/" + tuple.getSourceStreamId();
            if (!replays.firstTime(way + "/" + tuple.getSourceTask(), delivery)) {
                return 0;
            }
            ResultEncoder encoder = byInput.get(way);
            if (encoder == null) {
                throw new IllegalStateException("the sink has no result for what comes from " + way);
            }
            Batch batch = Tuples.batch(tuple);
            encoder.add(batch, spec.run() + delivery.generation());
            return batch.size();
        }

        @Override
        public List<Call> take(long nowMs) {
            List<Call> calls = new ArrayList<>();
            if (nowMs >= describeAtMs) {
                describeAtMs = nowMs + DESCRIBE_MS;
                spec.results().forEach(routed -> describe(routed.result(), calls));
            }
            encoders.take(nowMs, calls);
            return calls;
        }

        @Override
        public void written() {
            encoders.written();
        }

        @Override
        public void restart(EpochBase base) {
            replays = new ReplayFilter();
            encoders.restart(base);
            describeAtMs = Long.MIN_VALUE;
        }

        @Override
        public void barrier(long generation, long epoch, SectionBytes to) {
            encoders.barrier(generation, epoch, to);
        }

        @Override
        public boolean isDue(EpochView view) {
            return encoders.isDue(view);
        }

        @Override
        public boolean isFull() {
            return encoders.isFull();
        }

        private void describe(ResultSpec result, List<Call> calls) {
            calls.addAll(Descriptions.calls(
                    result.job(),
                    Map.of(result.result(), new ResultMeta(result, encoders.since()).json()),
                    result.retainMs()));
        }
    }
}
