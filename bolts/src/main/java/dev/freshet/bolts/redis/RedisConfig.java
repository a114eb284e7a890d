package dev.freshet.bolts.redis;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.storm.redis.common.config.JedisClusterConfig;
import org.apache.storm.redis.common.config.JedisPoolConfig;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/**
 * How a Redis is reached. Never prints its password.
 *
 * @param mode one server, or servers found by Sentinels, or a Cluster
 * @param nodes the server, the Sentinels, or some nodes of the Cluster
 * @param master with Sentinel the name of the master; else empty
 * @param user the ACL user; empty for the default one
 * @param password empty for none
 * @param database the number of the database; 0 with a Cluster
 * @param tls whether connections are encrypted; the certificate is checked against the JVM's trust store
 * @param connectMs how long to wait for a connection, milliseconds
 * @param answerMs how long to wait for an answer, milliseconds
 */
public record RedisConfig(
        Mode mode,
        List<Node> nodes,
        String master,
        String user,
        String password,
        int database,
        boolean tls,
        int connectMs,
        int answerMs)
        implements Serializable {
    public static final int DEFAULT_PORT = 6379;
    public static final int DEFAULT_SENTINEL_PORT = 26379;
    /** Short enough for a bolt never to be held up for a second. */
    public static final int DEFAULT_CONNECT_MS = 400;

    public static final int DEFAULT_ANSWER_MS = 800;

    /** What stands behind the nodes. */
    public enum Mode {
        STANDALONE,
        SENTINEL,
        CLUSTER
    }

    /** A server's address. */
    public record Node(String host, int port) implements Serializable {
        @Override
        public String toString() {
            return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
        }
    }

    public RedisConfig {
        nodes = List.copyOf(nodes);
    }

    /**
     * Reads a URL:
     *
     * <pre>
     * redis://[user[:password]@]host[:port][/db]               rediss:// with TLS
     * redis-sentinel://[user[:password]@]host[:port],…/master[/db]   rediss-sentinel://
     * redis-cluster://[user[:password]@]host[:port],…         rediss-cluster://
     * </pre>
     *
     * <p>User and password are percent-encoded; {@code redis://:secret@host} gives a password alone. After {@code ?} may come
     * {@code connect_ms} and {@code answer_ms}.
     *
     * @throws IllegalArgumentException with everything that is wrong, and without the password
     */
    public static RedisConfig parse(String url) {
        return new RedisUrl(url).parse();
    }

    /** The same server with other time-outs, milliseconds. */
    public RedisConfig waiting(int newConnectMs, int newAnswerMs) {
        return new RedisConfig(mode, nodes, master, user, password, database, tls, newConnectMs, newAnswerMs);
    }

    /** One server without a password. */
    public static RedisConfig local(int port) {
        return new RedisConfig(
                Mode.STANDALONE,
                List.of(new Node("127.0.0.1", port)),
                "",
                "",
                "",
                0,
                false,
                DEFAULT_CONNECT_MS,
                DEFAULT_ANSWER_MS);
    }

    /** What a configuration of storm-redis says. */
    public static RedisConfig from(JedisPoolConfig config) {
        return new RedisConfig(
                Mode.STANDALONE,
                List.of(new Node(config.getHost(), config.getPort())),
                "",
                "",
                orEmpty(config.getPassword()),
                config.getDatabase(),
                false,
                config.getTimeout(),
                config.getTimeout());
    }

    /** What a Cluster's configuration of storm-redis says. */
    public static RedisConfig from(JedisClusterConfig config) {
        Set<String> nodes = new TreeSet<>();
        for (HostAndPort node : config.getNodes()) {
            nodes.add(node.getHost() + " " + node.getPort());
        }
        return new RedisConfig(
                Mode.CLUSTER,
                nodes.stream()
                        .map(text -> text.split(" "))
                        .map(parts -> new Node(parts[0], Integer.parseInt(parts[1])))
                        .toList(),
                "",
                "",
                orEmpty(config.getPassword()),
                0,
                false,
                config.getTimeout(),
                config.getTimeout());
    }

    public RedisConfig withTimeouts(Duration connect, Duration answer) {
        return new RedisConfig(
                mode, nodes, master, user, password, database, tls, (int) connect.toMillis(), (int) answer.toMillis());
    }

    /** The URL without user and password: safe to print. */
    @Override
    public String toString() {
        String scheme = (tls ? "rediss" : "redis")
                + switch (mode) {
                    case STANDALONE -> "";
                    case SENTINEL -> "-sentinel";
                    case CLUSTER -> "-cluster";
                };
        String hosts = nodes.stream().map(Node::toString).collect(Collectors.joining(","));
        String path = mode == Mode.SENTINEL ? "/" + master : "";
        return scheme + "://" + hosts + path + (database == 0 ? "" : "/" + database);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
