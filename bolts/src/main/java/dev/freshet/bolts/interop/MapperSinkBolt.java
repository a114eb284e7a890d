package dev.freshet.bolts.interop;

import dev.freshet.bolts.redis.Call;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.results.PipelinedBolt;
import dev.freshet.bolts.results.RedisOutlet;
import dev.freshet.bolts.results.SinkSpec;
import dev.freshet.core.job.JobBoardFactory;
import dev.freshet.core.operator.Counters;
import dev.freshet.storm.MillisClock;
import java.util.ArrayList;
import java.util.List;
import org.apache.storm.redis.common.mapper.RedisDataTypeDescription;
import org.apache.storm.redis.common.mapper.RedisDataTypeDescription.RedisDataType;
import org.apache.storm.redis.common.mapper.RedisStoreMapper;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.tuple.Tuple;
import redis.clients.jedis.Protocol.Command;

/**
 * Writes what a user's {@link RedisStoreMapper} of storm-redis makes of each tuple, pipelined: what storm-redis's own
 * {@code RedisStoreBolt} does in one round trip a tuple. Takes strings, hashes, sets and sorted sets, whose writes may be
 * repeated; lists, HyperLogLogs and places are refused.
 */
public class MapperSinkBolt extends PipelinedBolt<Call> {
    private final RedisStoreMapper mapper;
    private long lastUrgentMs;

    public MapperSinkBolt(RedisConfig redis, RedisStoreMapper mapper, JobBoardFactory board) {
        super(RedisOutlet.of(redis), SinkSpec.DEFAULT_FLUSH_ROWS, SinkSpec.DEFAULT_FLUSH_MS, board, MillisClock.SYSTEM);
        this.mapper = mapper;
        command(mapper.getDataTypeDescription().getDataType());
    }

    @Override
    protected int rows(Tuple tuple) {
        return 1;
    }

    /** A tuple that comes alone is written at once; those that come close behind it share a pipeline. */
    @Override
    protected boolean urgent(Tuple tuple) {
        long nowMs = MillisClock.SYSTEM.nowMs();
        boolean alone = nowMs - lastUrgentMs >= SinkSpec.DEFAULT_FLUSH_MS;
        if (alone) {
            lastUrgentMs = nowMs;
        }
        return alone;
    }

    @Override
    protected Encoder<Call> encoder(TopologyContext context, Counters counters) {
        RedisDataTypeDescription type = mapper.getDataTypeDescription();
        return new Encoder<>() {
            private List<Call> calls = new ArrayList<>();

            @Override
            public int add(Tuple tuple) {
                calls.add(call(type, tuple));
                return 1;
            }

            @Override
            public List<Call> take(long nowMs) {
                List<Call> taken = calls;
                calls = new ArrayList<>();
                return taken;
            }
        };
    }

    private Call call(RedisDataTypeDescription type, Tuple tuple) {
        String key = mapper.getKeyFromTuple(tuple);
        String value = mapper.getValueFromTuple(tuple);
        Command command = command(type.getDataType());
        return switch (command) {
            case HSET -> Call.of(command, type.getAdditionalKey(), key, value);
            case ZADD -> Call.of(command, type.getAdditionalKey(), value, key);
            default -> Call.of(command, key, value);
        };
    }

    private static Command command(RedisDataType type) {
        return switch (type) {
            case STRING -> Command.SET;
            case HASH -> Command.HSET;
            case SET -> Command.SADD;
            case SORTED_SET -> Command.ZADD;
            default ->
                throw new IllegalArgumentException(
                        "a sink that may repeat its writes takes STRING, HASH, SET and SORTED_SET (is " + type + ")");
        };
    }
}
