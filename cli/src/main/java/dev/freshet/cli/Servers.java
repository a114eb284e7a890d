package dev.freshet.cli;

import dev.freshet.services.ServiceException;
import dev.freshet.services.kafka.KafkaBroker;
import dev.freshet.services.kafka.KafkaOptions;
import dev.freshet.services.process.ChildServer;
import dev.freshet.services.process.KnownServer;
import dev.freshet.services.process.StateDirectory;
import dev.freshet.services.redis.RedisOptions;
import dev.freshet.services.redis.RedisServer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The servers that a command starts for itself, written down so that other commands find them; closing stops those that
 * are not kept.
 */
final class Servers implements AutoCloseable {
    private final StateDirectory state = StateDirectory.ofUser();
    private final Path place;
    private final boolean reuse;
    private @Nullable ChildServer redis;
    private @Nullable ChildServer kafka;

    /**
     * @param place where they keep their files; not what is removed when this process ends
     * @param reuse whether a broker that was left running will do
     */
    Servers(Path place, boolean reuse) {
        this.place = place;
        this.reuse = reuse;
    }

    /** Starts a redis-server and returns its URL. */
    String startRedis() {
        try {
            RedisServer server = RedisServer.start(RedisOptions.DEFAULT, place);
            redis = server;
            server.announce(state);
            return server.url();
        } catch (ServiceException e) {
            throw CliException.failed("redis-server does not start: " + e.getMessage());
        }
    }

    /**
     * Starts a Kafka broker, unless one that was left running will do, and returns its address.
     *
     * @param say told which
     */
    String startKafka(Consumer<String> say) {
        if (reuse) {
            List<KnownServer> left = KnownServer.find(state, KafkaBroker.KIND).stream()
                    .filter(KnownServer::isLeft)
                    .toList();
            if (!left.isEmpty()) {
                KnownServer newest = left.get(left.size() - 1);
                say.accept("taking the broker that was left running: " + newest);
                return newest.address();
            }
        }
        say.accept("starting a Kafka broker");
        try {
            KafkaBroker broker = KafkaBroker.start(KafkaOptions.DEFAULT, place);
            kafka = broker;
            broker.announce(state);
            return broker.bootstrapServers();
        } catch (ServiceException e) {
            throw CliException.failed("the Kafka broker does not start: " + e.getMessage());
        }
    }

    /** Leaves them running when this process ends, written down. */
    void keep() {
        if (redis != null) {
            redis.keep(state);
            redis = null;
        }
        if (kafka != null) {
            kafka.keep(state);
            kafka = null;
        }
    }

    /** Whether a Kafka broker was started, and not kept yet. */
    boolean hasKafka() {
        return kafka != null;
    }

    /** The newest redis-server that some run has left or has running. */
    static String findRedis() {
        List<KnownServer> running = KnownServer.find(StateDirectory.ofUser(), RedisServer.KIND);
        if (running.isEmpty()) {
            throw CliException.failed("no running redis-server is known: name one with --redis URL,"
                    + " or start a job with 'freshet run ... --keep'");
        }
        return running.get(running.size() - 1).address();
    }

    @Override
    public void close() {
        if (kafka != null) {
            kafka.close();
        }
        if (redis != null) {
            redis.close();
        }
    }
}
