package dev.freshet.storm;

import dev.freshet.core.batch.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.storm.Config;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a topology that our bolts and spouts rely on. Order on a channel holds only if nothing is batched on the
 * way; the wait strategies and sizes were measured for tuples that are batches.
 */
public final class StormSettings {
    private static final Map<String, Object> REQUIRED = Map.of(
            Config.TOPOLOGY_PRODUCER_BATCH_SIZE, 1,
            Config.TOPOLOGY_TRANSFER_BATCH_SIZE, 1,
            Config.TOPOLOGY_EXECUTOR_OVERFLOW_LIMIT, 0,
            Config.TOPOLOGY_FALL_BACK_ON_JAVA_SERIALIZATION, false,
            Config.TOPOLOGY_DISABLE_LOADAWARE_MESSAGING, true);
    private static final int LEAST_RECEIVE_BUFFER = 64;
    private static final int GREATEST_RECEIVE_BUFFER = 256;

    private StormSettings() {}

    /** Sets what must be so, registers our types, and sets what may be chosen where it is not set yet. */
    public static void apply(Config config) {
        config.putAll(REQUIRED);
        config.putIfAbsent(Config.TOPOLOGY_EXECUTOR_RECEIVE_BUFFER_SIZE, GREATEST_RECEIVE_BUFFER);
        config.putIfAbsent(Config.TOPOLOGY_ACKER_EXECUTORS, 1);
        config.putIfAbsent(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 30);
        config.putIfAbsent(Config.TOPOLOGY_BATCH_FLUSH_INTERVAL_MILLIS, 0);
        config.putIfAbsent(Config.TOPOLOGY_BOLT_WAIT_PROGRESSIVE_LEVEL1_COUNT, 0);
        config.putIfAbsent(Config.TOPOLOGY_BOLT_WAIT_PROGRESSIVE_LEVEL2_COUNT, 0);
        config.putIfAbsent(Config.TOPOLOGY_STATS_SAMPLE_RATE, 0.01);
        config.remove(Config.TOPOLOGY_MAX_SPOUT_PENDING);
        registerTypes(config);
    }

    /** Registers the types that our tuples carry. */
    public static void registerTypes(Config config) {
        config.registerSerialization(Batch.class, BatchSerializer.class);
        config.registerSerialization(Delivery.class, DeliverySerializer.class);
        config.registerSerialization(Control.class, ControlSerializer.class);
    }

    /** What contradicts our bolts and spouts in a topology's whole configuration, one sentence each; empty if nothing. */
    public static List<String> check(Map<String, Object> conf) {
        List<String> problems = new ArrayList<>();
        REQUIRED.forEach((key, value) -> {
            Object actual = conf.get(key);
            if (!same(value, actual)) {
                problems.add(key + " must be " + value + " (is " + actual + ")");
            }
        });
        long buffer = number(conf.get(Config.TOPOLOGY_EXECUTOR_RECEIVE_BUFFER_SIZE), -1);
        if (buffer < LEAST_RECEIVE_BUFFER || buffer > GREATEST_RECEIVE_BUFFER || Long.bitCount(buffer) != 1) {
            problems.add(
                    Config.TOPOLOGY_EXECUTOR_RECEIVE_BUFFER_SIZE + " must be 64, 128 or 256: it counts tuples, and ours"
                            + " are batches (is " + conf.get(Config.TOPOLOGY_EXECUTOR_RECEIVE_BUFFER_SIZE) + ")");
        }
        Object ackers = conf.get(Config.TOPOLOGY_ACKER_EXECUTORS);
        if (ackers != null && number(ackers, -1) < 1) {
            problems.add(Config.TOPOLOGY_ACKER_EXECUTORS + " must be at least 1: nothing would be replayed (is "
                    + ackers + ")");
        }
        Object pending = conf.get(Config.TOPOLOGY_MAX_SPOUT_PENDING);
        if (pending != null) {
            problems.add(Config.TOPOLOGY_MAX_SPOUT_PENDING
                    + " must not be set: sources limit what is in flight themselves (is " + pending + ")");
        }
        if (Boolean.FALSE.equals(conf.get(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS))) {
            problems.add(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS
                    + " must not be false: lost tuples would never be replayed");
        }
        return problems;
    }

    private static boolean same(Object expected, @Nullable Object actual) {
        return expected instanceof Number wanted
                ? number(actual, Long.MIN_VALUE) == wanted.longValue()
                : expected.equals(actual);
    }

    private static long number(@Nullable Object value, long otherwise) {
        return value instanceof Number number ? number.longValue() : otherwise;
    }
}
