package dev.freshet.bench.driver;

import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.job.JobName;
import dev.freshet.services.ServiceException;
import dev.freshet.services.kafka.KafkaBroker;
import dev.freshet.services.redis.RedisServer;
import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;

/** The servers of a comparison: a broker with the events in a topic, an empty redis-server. Closing stops them. */
public final class BenchServers implements AutoCloseable {
    private static final int CONNECT_MS = 2_000;
    private static final int FLUSH_MS = 300_000;

    private final RunSpec spec;
    private final @Nullable KafkaBroker kafka;
    private final @Nullable RedisServer redis;

    private BenchServers(RunSpec spec, @Nullable KafkaBroker kafka, @Nullable RedisServer redis) {
        this.spec = spec;
        this.kafka = kafka;
        this.redis = redis;
    }

    /**
     * Starts what the run needs and loads its events.
     *
     * @throws BenchException if a server does not start
     */
    public static BenchServers start(RunSpec asked, Consumer<String> progress) {
        KafkaBroker kafka = null;
        RedisServer redis = null;
        try {
            String topic = "";
            if (asked.source() == SourceKind.KAFKA) {
                progress.accept("starting a Kafka broker, for " + asked.events() + " events");
                kafka = KafkaBroker.start();
                // Events that come at a rate are not there before.
                topic = asked.ratePerSecond() > 0 ? "none" : TopicLoad.load(kafka.bootstrapServers(), asked);
            }
            // Campaigns are looked up there, wherever results go.
            boolean needsRedis = asked.sink() == SinkKind.REDIS || asked.job() == JobName.YSB;
            redis = needsRedis ? RedisServer.start() : null;
            RunSpec spec = new RunSpec(
                    asked.job(),
                    asked.parameters(),
                    asked.events(),
                    asked.source(),
                    kafka == null ? "" : kafka.bootstrapServers(),
                    topic,
                    asked.sink(),
                    redis == null ? "" : redis.url(),
                    asked.parallelism(),
                    asked.ratePerSecond());
            return new BenchServers(spec, kafka, redis);
        } catch (ServiceException | BenchException e) {
            close(kafka, redis);
            throw new BenchException("a server of the comparison does not start: " + e.getMessage(), e);
        }
    }

    /** The run with its servers' addresses. */
    public RunSpec spec() {
        return spec;
    }

    /** Empties the sink, which takes seconds where a run left millions of rows. */
    public void reset() {
        if (redis != null) {
            try (Jedis client = new Jedis(URI.create(redis.url()), CONNECT_MS, FLUSH_MS)) {
                client.flushAll();
            }
        }
    }

    @Override
    public void close() {
        close(kafka, redis);
    }

    private static void close(@Nullable KafkaBroker kafka, @Nullable RedisServer redis) {
        if (kafka != null) {
            kafka.close();
        }
        if (redis != null) {
            redis.close();
        }
    }
}
