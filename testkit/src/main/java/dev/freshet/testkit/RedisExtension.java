package dev.freshet.testkit;

import dev.freshet.services.redis.RedisServer;

/**
 * A redis-server shared by the tests of the JVM, as a parameter of type {@link RedisServer}. It is not emptied between
 * tests: use keys of your own. A test that stops it, or needs options, starts one with {@link RedisServer#start}.
 */
public final class RedisExtension extends ServerExtension<RedisServer> {

    /** Used by JUnit. */
    public RedisExtension() {
        super(RedisServer.class, RedisServer::start);
    }
}
