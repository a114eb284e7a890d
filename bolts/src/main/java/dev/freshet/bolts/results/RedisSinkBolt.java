package dev.freshet.bolts.results;

import dev.freshet.bolts.redis.Call;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.operator.Counters;
import dev.freshet.storm.MillisClock;
import dev.freshet.storm.epoch.EpochBase;
import dev.freshet.storm.epoch.EpochSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.storm.task.TopologyContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes results to Redis, after {@code docs/results.md}. Rows of windows and leaderboards are overwritten, never added to,
 * and never by older ones; rows of logs are appended once for each batch, also if Redis goes away in the middle of a write.
 */
public class RedisSinkBolt extends PipelinedBolt<Call> {
    private final SinkSpec spec;

    public RedisSinkBolt(SinkSpec spec) {
        this(spec, MillisClock.SYSTEM);
    }

    RedisSinkBolt(SinkSpec spec, MillisClock clock) {
        super(RedisOutlet.of(spec.redis()), spec.flushRows(), spec.flushMs(), spec.board(), clock);
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
    protected Encoder<Call> encoder(TopologyContext context, Counters counters) {
        String writer = UUID.randomUUID().toString();
        Map<String, ResultEncoder<Call>> byWay = new HashMap<>();
        Map<String, ResultEncoder<Call>> byName = new HashMap<>();
        for (SinkSpec.Routed routed : spec.results()) {
            ResultEncoder<Call> encoder = encoder(routed.result(), writer, context.getThisTaskIndex());
            byWay.put(routed.input().way(), encoder);
            byName.put(routed.result().result(), encoder);
        }
        return new Results(byWay, byName, context);
    }

    private ResultEncoder<Call> encoder(ResultSpec result, String writer, int index) {
        return switch (result.kind()) {
            case WINDOW -> new WindowEncoder(result, spec.run(), spec.redis().mode() == RedisConfig.Mode.CLUSTER);
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

    private final class Results extends RoutedEncoder<Call> {
        private static final long DESCRIBE_MS = 600_000;

        private long describeAtMs = Long.MIN_VALUE;

        Results(
                Map<String, ResultEncoder<Call>> byWay,
                Map<String, ResultEncoder<Call>> byName,
                TopologyContext context) {
            super(byWay, byName, spec.run(), context);
        }

        @Override
        public List<Call> take(long nowMs) {
            List<Call> calls = new ArrayList<>();
            if (nowMs >= describeAtMs) {
                describeAtMs = nowMs + DESCRIBE_MS;
                spec.results().forEach(routed -> describe(routed.result(), calls));
            }
            calls.addAll(super.take(nowMs));
            return calls;
        }

        @Override
        public void restart(EpochBase base) {
            super.restart(base);
            describeAtMs = Long.MIN_VALUE;
        }

        private void describe(ResultSpec result, List<Call> calls) {
            calls.addAll(Descriptions.calls(
                    result.job(), Map.of(result.result(), new ResultMeta(result, since()).json()), result.retainMs()));
        }
    }
}
