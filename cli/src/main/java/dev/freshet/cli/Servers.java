package dev.freshet.cli;

import dev.freshet.services.ServiceException;
import dev.freshet.services.kafka.KafkaBroker;
import dev.freshet.services.process.StateDirectory;
import dev.freshet.services.redis.KeptRedis;
import dev.freshet.services.redis.RedisServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The servers that a command starts for itself; closing stops those that are not to be kept. */
final class Servers implements AutoCloseable {
    private final StateDirectory state = StateDirectory.ofUser();
    private @Nullable RedisServer redis;
    private @Nullable KafkaBroker kafka;
    private @Nullable KeptRedis kept;

    /** Starts a redis-server and writes down where it is, so that {@code freshet results} finds it. */
    String startRedis() {
        try {
            RedisServer server = RedisServer.start();
            redis = server;
            return server.url();
        } catch (ServiceException e) {
            throw CliException.failed("redis-server does not start: " + e.getMessage());
        }
    }

    /** Leaves the redis-server running when this process ends, and says where it is. */
    void keepRedis() {
        if (redis != null) {
            kept = redis.keep(state);
        }
    }

    /** Starts a Kafka broker and returns its address. */
    String startKafka() {
        try {
            KafkaBroker broker = KafkaBroker.start();
            kafka = broker;
            return broker.bootstrapServers();
        } catch (ServiceException e) {
            throw CliException.failed("the Kafka broker does not start: " + e.getMessage());
        }
    }

    /** The newest redis-server that some run has left or has running. */
    static String findRedis() {
        List<KeptRedis> running = KeptRedis.find(StateDirectory.ofUser());
        if (running.isEmpty()) {
            throw CliException.failed("no running redis-server is known: name one with --redis URL,"
                    + " or start a job with 'freshet run ... --keep'");
        }
        return running.get(running.size() - 1).url();
    }

    @Override
    public void close() {
        if (kafka != null) {
            kafka.close();
        }
        if (redis != null && kept == null) {
            redis.close();
        }
    }
}
