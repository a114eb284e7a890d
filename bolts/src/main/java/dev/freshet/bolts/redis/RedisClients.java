package dev.freshet.bolts.redis;

import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** Opens Jedis clients. */
public final class RedisClients {
    private static final int CLUSTER_ATTEMPTS = 2;
    private static final String NO_ANSWER = "the connection to a node broke before all answers came";

    private RedisClients() {}

    /**
     * Opens a client; with Sentinel and Cluster this asks the nodes, and fails as a command would.
     *
     * @param name told to the server, so that {@code CLIENT LIST} shows it
     * @param connections how many connections it may hold, per node
     */
    public static UnifiedJedis open(RedisConfig config, String name, int connections) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(connections);
        pool.setMaxIdle(connections);
        pool.setMaxWait(Duration.ofMillis(config.answerMs()));
        DefaultJedisClientConfig client = client(config, name);
        return switch (config.mode()) {
            case STANDALONE ->
                RedisClient.builder()
                        .hostAndPort(address(config.nodes().get(0)))
                        .clientConfig(client)
                        .poolConfig(pool)
                        .build();
            case SENTINEL ->
                RedisSentinelClient.builder()
                        .masterName(config.master())
                        .sentinels(addresses(config))
                        .sentinelClientConfig(DefaultJedisClientConfig.builder()
                                .connectionTimeoutMillis(config.connectMs())
                                .socketTimeoutMillis(config.answerMs())
                                .ssl(config.tls())
                                // Sentinels are asked in the old protocol; Jedis warns of it otherwise.
                                .autoNegotiateProtocol(false)
                                .build())
                        .clientConfig(client)
                        .poolConfig(pool)
                        .build();
            case CLUSTER ->
                RedisClusterClient.builder()
                        .nodes(addresses(config))
                        .maxAttempts(CLUSTER_ATTEMPTS)
                        .maxTotalRetriesDuration(Duration.ofMillis(config.answerMs()))
                        .clientConfig(client)
                        .poolConfig(pool)
                        .build();
        };
    }

    /**
     * Sends what the caller puts into a pipeline, and waits for the answers.
     *
     * <p>When a node of a Cluster goes away in the middle of it, Jedis's pipeline trips over its own bookkeeping, with whatever
     * exception; here that is a lost connection too.
     *
     * @throws JedisException if the answers of a node cannot be had; others of them may have come
     */
    public static void pipeline(UnifiedJedis client, Consumer<AbstractPipeline> calls) {
        try (AbstractPipeline pipeline = client.pipelined()) {
            calls.accept(pipeline);
            pipeline.sync();
        } catch (NullPointerException | IllegalStateException | ConcurrentModificationException e) {
            if (!(client instanceof RedisClusterClient)) {
                throw e;
            }
            throw new JedisConnectionException(NO_ANSWER, e);
        }
    }

    /**
     * The answer to a call of a pipeline.
     *
     * @throws JedisException what the server answered instead; or that the way to the call's node broke
     */
    public static <T> T answer(Response<T> response) {
        try {
            return response.get();
        } catch (IllegalStateException e) {
            // A Cluster's pipeline leaves the answers of such a node open.
            throw new JedisConnectionException(NO_ANSWER, e);
        }
    }

    private static DefaultJedisClientConfig client(RedisConfig config, String name) {
        DefaultJedisClientConfig.Builder builder = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(config.connectMs())
                .socketTimeoutMillis(config.answerMs())
                .clientName(name)
                .database(config.database())
                .ssl(config.tls());
        if (!config.user().isEmpty()) {
            builder.user(config.user());
        }
        if (!config.password().isEmpty()) {
            builder.password(config.password());
        }
        return builder.build();
    }

    private static Set<HostAndPort> addresses(RedisConfig config) {
        return config.nodes().stream().map(RedisClients::address).collect(Collectors.toSet());
    }

    private static HostAndPort address(RedisConfig.Node node) {
        return new HostAndPort(node.host(), node.port());
    }
}
