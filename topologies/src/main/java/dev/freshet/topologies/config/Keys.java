package dev.freshet.topologies.config;

import dev.freshet.detect.Detectors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every key there is. */
public final class Keys {
    private static final List<Key<?>> ALL = new ArrayList<>();

    public static final Key<String> REDIS_URL = key(
            "redis.url",
            ValueType.redisUrl(),
            "redis://127.0.0.1:6379",
            "Where results are kept: redis://, rediss:// (TLS), redis-sentinel:// or redis-cluster://, with"
                    + " user:password@ where needed. The password is never printed.");
    public static final Key<String> KAFKA_BROKERS = key(
            "kafka.brokers",
            ValueType.brokers(),
            "127.0.0.1:9092",
            "Kafka's brokers, for inputs that are topics and results that go to topics.");
    public static final Key<String> KAFKA_GROUP = key(
            "kafka.group",
            ValueType.text("a consumer group's name, {job} for the job's"),
            "freshet-{job}",
            "The consumer group under which offsets are committed.");

    public static final Key<Integer> PARALLELISM =
            key("parallelism", ValueType.integer(1, 128), "2", "Tasks of each source and of each aggregation.");
    public static final Key<Integer> SINK_PARALLELISM = key(
            "sink.parallelism",
            ValueType.integer(1, 128),
            "1",
            "Tasks that write to Redis, and as many that append to topics.");
    public static final Key<Integer> WORKERS =
            key("workers", ValueType.integer(1, 1000), "1", "Worker processes on a cluster. A LocalCluster has one.");
    public static final Key<Integer> ACKERS = key(
            "ackers",
            ValueType.integer(1, 128),
            "1",
            "Storm's acker executors; without one nothing would be replayed.");
    public static final Key<Duration> MESSAGE_TIMEOUT = key(
            "message.timeout",
            ValueType.duration(Duration.ofSeconds(1)),
            "30s",
            "After how long without an answer Storm fails a batch, and its source sends it again. Windows may be longer.");
    public static final Key<Integer> RECEIVE_BUFFER = key(
            "storm.receive.buffer",
            ValueType.integer(64, 256),
            "256",
            "How many tuples, which are batches, wait before a task: 64, 128 or 256.");

    public static final Key<Double> MEMORY_LIMIT = key(
            "memory.limit",
            ValueType.decimal(0.1, 1),
            "0.9",
            "Which share of a process's old generation may be in use after garbage collection before the job fails, and says"
                    + " which operator holds most; 1 for no limit.");

    public static final Key<String> STATE_STORE = key(
            "state.store",
            ValueType.oneOf(List.of("memory", "disk")),
            "memory",
            "Where joins, dedup, analyze and match keep the columns of their rows: on the heap, or in a file of each task's in"
                    + " the JVM's directory for temporary files.");

    public static final Key<Duration> CHECKPOINT_INTERVAL = key(
            "checkpoint.interval",
            ValueType.durationOrNever(Duration.ofMillis(10)),
            "0",
            "How often the state of the whole job is written to the store of epochs, so that it goes on exactly where it was when"
                    + " a process dies; 0 for never.");
    public static final Key<String> CHECKPOINT_STORE = key(
            "checkpoint.store",
            ValueType.epochStore(),
            "redis",
            "Where epochs are kept: the Redis of the results, another one, or a directory that all workers share.");
    public static final Key<Duration> CHECKPOINT_DEADLINE = key(
            "checkpoint.deadline",
            ValueType.duration(Duration.ofMillis(100)),
            "30s",
            "How long an epoch may take before all go back to the one before it; doubled each time until one is complete.");
    public static final Key<Integer> CHECKPOINT_KEEP = key(
            "checkpoint.keep",
            ValueType.integer(1, 100),
            "2",
            "How many complete epochs are kept beside savepoints: the older ones are taken when a newer one is damaged.");

    public static final Key<Integer> BATCH_RECORDS =
            key("source.batch.records", ValueType.integer(1, 1_000_000), "65536", "The most records in a batch.");
    public static final Key<Integer> BATCH_BYTES = key(
            "source.batch.bytes", ValueType.integer(1, 1 << 30), "16777216", "The most bytes of records in a batch.");
    public static final Key<Integer> IN_FLIGHT_BATCHES = key(
            "source.in-flight.batches",
            ValueType.integer(1, 100_000),
            "12",
            "How many batches a source task may have under way.");
    public static final Key<Long> IN_FLIGHT_BYTES = key(
            "source.in-flight.bytes",
            ValueType.number(1, 1L << 40),
            "67108864",
            "How many bytes of records a source task may have under way.");
    public static final Key<Duration> ALIGNMENT = key(
            "source.alignment",
            ValueType.duration(Duration.ofMillis(1)),
            "1m",
            "By how much event time a partition may be ahead of the slowest before it is held back.");
    public static final Key<Double> SPEED = key(
            "source.speed",
            ValueType.speed(),
            "max",
            "How fast files and generators run, in event time per processing time: 1 is as it happened. A generator without"
                    + " an end runs at 1 where nothing is said.");

    public static final Key<Duration> SINK_RETAIN = key(
            "sink.retain",
            ValueType.duration(Duration.ofSeconds(1)),
            "24h",
            "How long results are kept in Redis where a result does not say it, and dead letters.");
    public static final Key<Integer> SINK_FLUSH_ROWS =
            key("sink.flush.rows", ValueType.integer(1, 100_000), "1000", "At how many rows a write to Redis begins.");
    public static final Key<Duration> SINK_FLUSH_INTERVAL = key(
            "sink.flush.interval",
            ValueType.duration(Duration.ofMillis(1)),
            "20ms",
            "How long a result waits for others to be written with it.");
    public static final Key<Long> LOG_LENGTH =
            key("sink.log.length", ValueType.number(1, 1L << 40), "100000", "About how many rows a log keeps.");
    public static final Key<Long> DEAD_LENGTH = key(
            "dead.length", ValueType.number(1, 1L << 40), "100000", "About how many dead letters are kept in Redis.");

    public static final Key<Long> GENERATOR_EVENTS = key(
            "generator.events",
            ValueType.number(0, Long.MAX_VALUE),
            "0",
            "How many events a generator makes in all; 0 for no end.");
    public static final Key<Double> NETWORK_RATE = key(
            "network.generator.rate",
            ValueType.decimal(0.001, 1e9),
            "2000",
            "Flow records per second of event time, on the average of a day.");
    public static final Key<Integer> NETWORK_HOSTS =
            key("network.generator.hosts", ValueType.integer(2, 10_000_000), "5000", "How many hosts talk.");
    public static final Key<Double> NETWORK_OUT_OF_ORDER = key(
            "network.generator.out-of-order",
            ValueType.decimal(0, 1),
            "0.01",
            "Which share of records is out of order, within the bound of the input.");
    public static final Key<Double> NETWORK_MALFORMED = key(
            "network.generator.malformed", ValueType.decimal(0, 1), "0.001", "Which share of records is malformed.");
    public static final Key<Double> NETWORK_TOO_LATE = key(
            "network.generator.too-late",
            ValueType.decimal(0, 1),
            "0",
            "Which share of records comes later than the bound of the input allows, and after their windows have closed.");
    public static final Key<Long> NETWORK_SEED = key(
            "network.generator.seed",
            ValueType.number(Long.MIN_VALUE, Long.MAX_VALUE),
            "1",
            "The seed: the same seed and settings make the same records.");
    public static final Key<Instant> NETWORK_START = key(
            "network.generator.start",
            ValueType.instant(),
            "2026-01-05T08:00:00Z",
            "The event time of the first record.");

    public static final Key<Integer> LINKS_DEVICES =
            key("links.generator.devices", ValueType.integer(1, 1_000_000), "6", "How many devices send telemetry.");
    public static final Key<Integer> LINKS_INTERFACES = key(
            "links.generator.interfaces", ValueType.integer(1, 10_000), "12", "How many interfaces each of them has.");
    public static final Key<Duration> LINKS_STEP = key(
            "links.generator.step",
            ValueType.duration(Duration.ofMillis(1)),
            "10s",
            "The event time between two samples of an interface.");
    public static final Key<Long> LINKS_SEED = key(
            "links.generator.seed",
            ValueType.number(Long.MIN_VALUE, Long.MAX_VALUE),
            "1",
            "The seed: the same seed and settings make the same records.");
    public static final Key<Instant> LINKS_START = key(
            "links.generator.start",
            ValueType.instant(),
            "2026-01-05T08:00:00Z",
            "The event time of the first sample.");
    public static final Key<Double> BEHAVIOUR_RATE = key(
            "behaviour.generator.rate",
            ValueType.decimal(0.001, 1e9),
            "100",
            "Flow records per second of event time, and as many of the inventory.");
    public static final Key<Integer> BEHAVIOUR_CLIENTS =
            key("behaviour.generator.clients", ValueType.integer(4, 1_000_000), "200", "How many clients there are.");
    public static final Key<Long> BEHAVIOUR_SEED = key(
            "behaviour.generator.seed",
            ValueType.number(Long.MIN_VALUE, Long.MAX_VALUE),
            "1",
            "The seed: the same seed and settings make the same records.");
    public static final Key<Instant> BEHAVIOUR_START = key(
            "behaviour.generator.start",
            ValueType.instant(),
            "2026-01-05T08:00:00Z",
            "The event time of the first flow.");
    public static final Key<Double> MARKET_RATE = key(
            "market.generator.rate",
            ValueType.decimal(0.001, 1e9),
            "50",
            "Trades per second of event time, and as many quotes.");
    public static final Key<Integer> MARKET_SYMBOLS =
            key("market.generator.symbols", ValueType.integer(1, 1_000_000), "10", "How many symbols are traded.");
    public static final Key<Long> MARKET_SEED = key(
            "market.generator.seed",
            ValueType.number(Long.MIN_VALUE, Long.MAX_VALUE),
            "1",
            "The seed: the same seed and settings make the same records.");
    public static final Key<Instant> MARKET_START = key(
            "market.generator.start",
            ValueType.instant(),
            "2026-01-05T08:00:00Z",
            "The event time of the first trade and quote.");
    public static final Key<String> MONITOR_TIME = key(
            "monitor.time",
            ValueType.text("a column's name"),
            "auto",
            "The column of the time. 'auto': 'ts', 'timestamp' or 'time', or else the first that looks like a time.");
    public static final Key<String> MONITOR_TIME_FORMAT = key(
            "monitor.time-format",
            ValueType.text("s, ms, us, iso or a pattern of DateTimeFormatter"),
            "auto",
            "How the time is written. 'auto': as it looks in the first file; of topics 'ms'.");
    public static final Key<String> MONITOR_KEY = key(
            "monitor.key",
            ValueType.text("a column's name"),
            "auto",
            "The column of the series' name, '@source' for the name of the file or topic. 'auto': 'key', or else '@source'.");
    public static final Key<String> MONITOR_VALUE = key(
            "monitor.value",
            ValueType.text("a column's name"),
            "auto",
            "The column of the value. 'auto': 'value', or else the last one of numbers.");
    public static final Key<String> MONITOR_DETECTOR = key(
            "monitor.detector",
            ValueType.oneOf(Detectors.NAMES),
            Detectors.ENSEMBLE,
            "Which detector judges the points.");
    public static final Key<String> MONITOR_SCORES = key(
            "monitor.scores",
            ValueType.oneOf(List.of("true", "false")),
            "true",
            "Whether the scores of all points are kept, or only anomalies and forecasts.");
    public static final Key<Integer> MONITOR_SERIES =
            key("monitor.generator.series", ValueType.integer(1, 1_000_000), "20", "How many series are generated.");
    public static final Key<Duration> MONITOR_STEP = key(
            "monitor.generator.step",
            ValueType.duration(Duration.ofMillis(1)),
            "250ms",
            "The event time between two generated points of a series.");
    public static final Key<Long> MONITOR_SEED = key(
            "monitor.generator.seed",
            ValueType.number(Long.MIN_VALUE, Long.MAX_VALUE),
            "1",
            "The seed: the same seed and settings make the same points.");
    public static final Key<Instant> MONITOR_START = key(
            "monitor.generator.start",
            ValueType.instant(),
            "2026-01-05T08:00:00Z",
            "The event time of the first point.");

    public static final Key<String> ROAD_HISTORICAL_TOLLS = key(
            "road.historical-tolls",
            ValueType.text("a file of lines vid,day,xway,toll, or none"),
            "none",
            "What cars paid on days before, for Linear Road's questions about it; without it they have no answers.");
    public static final Key<Integer> ROAD_EXPRESSWAYS =
            key("road.generator.expressways", ValueType.integer(1, 1000), "1", "How many expressways are generated.");
    public static final Key<Double> ROAD_RATE = key(
            "road.generator.rate",
            ValueType.decimal(0.001, 1e6),
            "3",
            "How many cars a second drive onto each direction of a generated expressway in the rush hour.");
    public static final Key<Double> ROAD_UNSTEADY = key(
            "road.generator.unsteady",
            ValueType.decimal(0, 1),
            "0",
            "The share of generated accidents before which cars drive unsteadily, so that they can be foreseen; the others come without a sign.");
    public static final Key<Long> ROAD_SEED = key(
            "road.generator.seed",
            ValueType.number(Long.MIN_VALUE, Long.MAX_VALUE),
            "1",
            "The seed: the same seed and settings make the same traffic.");

    public static final Key<String> ROAD_LOOPS_PLACES = key(
            "road.detectors.places",
            ValueType.text("a file of lines sensor,road,direction,position, or none"),
            "none",
            "Where loop detectors are. Without it each is a road of its own, and nothing travels from one to another.");
    public static final Key<String> ROAD_LOOPS_TIME = key(
            "road.detectors.time",
            ValueType.text("a column's name"),
            "auto",
            "The column of a reading's time. 'auto': 'ts', 'timestamp' or 'time', or else the first that looks like a time.");
    public static final Key<String> ROAD_LOOPS_TIME_FORMAT = key(
            "road.detectors.time-format",
            ValueType.text("s, ms, us, iso or a pattern of DateTimeFormatter"),
            "auto",
            "How a reading's time is written. 'auto': as it looks in the first file; of topics 'ms'.");
    public static final Key<Integer> ROAD_LOOPS_ROADS = key(
            "road.detectors.generator.roads",
            ValueType.integer(1, 1000),
            "2",
            "How many roads have generated detectors.");
    public static final Key<Integer> ROAD_LOOPS_SENSORS = key(
            "road.detectors.generator.sensors",
            ValueType.integer(1, 1000),
            "20",
            "How many detectors each direction of a generated road has, half a mile apart.");
    public static final Key<Instant> ROAD_LOOPS_START = key(
            "road.detectors.generator.start",
            ValueType.instant(),
            "2026-01-05T00:00:00Z",
            "The event time of the first generated reading of detectors.");

    private Keys() {}

    public static List<Key<?>> all() {
        return List.copyOf(ALL);
    }

    /** The key of a name. */
    public static Optional<Key<?>> named(String name) {
        return ALL.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    private static <T> Key<T> key(String name, ValueType<T> type, String defaultText, String doc) {
        Key<T> key = new Key<>(name, type, defaultText, doc);
        ALL.add(key);
        return key;
    }
}
