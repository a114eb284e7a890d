package dev.freshet.bolts.results;

import dev.freshet.bolts.redis.Call;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.redis.RedisErrors;
import dev.freshet.bolts.redis.RedisLink;
import java.util.List;

/** Calls to Redis. */
public final class RedisOutlet implements Outlet<Call> {
    private final RedisConfig redis;
    private final RedisLink link;

    private RedisOutlet(RedisConfig redis, String name) {
        this.redis = redis;
        this.link = new RedisLink(redis, name);
    }

    /** Those of a server. */
    public static OutletFactory<Call> of(RedisConfig redis) {
        return name -> new RedisOutlet(redis, name);
    }

    @Override
    public String server() {
        return "Redis";
    }

    @Override
    public boolean send(List<Call> calls) {
        link.send(calls);
        return true;
    }

    @Override
    public boolean isFatal(RuntimeException error) {
        return RedisErrors.kind(error) == RedisErrors.Kind.FATAL;
    }

    @Override
    public String sentence(RuntimeException error) {
        return RedisErrors.sentence(redis, error);
    }

    @Override
    public void close() {
        link.close();
    }
}
