package dev.freshet.bolts.lookup;

import dev.freshet.bolts.HostSpec;
import dev.freshet.bolts.OperatorBolt;
import dev.freshet.bolts.Supply;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.redis.RedisLink;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.Lookup;
import dev.freshet.storm.MillisClock;
import org.apache.storm.task.TopologyContext;

/**
 * Hosts a look-up join, alone or at the head of a chain, with its table in Redis. The distinct keys of a batch that the cache
 * does not know are asked for in one pipeline. While Redis is away, batches and all that is behind them are held.
 */
public class LookupBolt extends OperatorBolt {
    private final RedisConfig redis;

    /** @param redis where the table is */
    public LookupBolt(HostSpec spec, RedisConfig redis) {
        this(spec, redis, MillisClock.SYSTEM);
    }

    LookupBolt(HostSpec spec, RedisConfig redis, MillisClock clock) {
        super(spec, clock);
        this.redis = redis;
    }

    @Override
    protected Supply supply(Lookup lookup, TopologyContext context, Counters counters) {
        RedisLink link =
                new RedisLink(redis, "freshet-" + context.getThisComponentId() + "-" + context.getThisTaskIndex());
        return new RedisSupply(lookup, link, counters.counter("redis_retries"));
    }
}
