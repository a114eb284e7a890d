package dev.freshet.bolts.health;

import dev.freshet.bolts.results.ResultKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * What is handed to a running job, in its {@code :delivered}: a HASH of names to bytes, and a number that grows with every
 * change, so that looking whether there is anything new is one short command.
 */
final class Deliveries {
    /** The number of changes; no name has a {@code #}. */
    private static final String CHANGES = "#";

    private static final long TTL_MS = Duration.ofDays(7).toMillis();
    private static final long FIRST_WAIT_MS = 900;
    private static final byte[] PUT = ("""
                    if (redis.call('HGET', KEYS[1], ARGV[1]) or '') ~= ARGV[2] then return 0 end
                    redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
                    redis.call('HINCRBY', KEYS[1], '#', 1)
                    redis.call('PEXPIRE', KEYS[1], ARGV[4])
                    return 1
                    """).getBytes(StandardCharsets.UTF_8);

    private final String key;
    private final CountDownLatch first = new CountDownLatch(1);
    private volatile boolean wanted;
    private volatile Map<String, byte[]> latest = Map.of();
    /** Used by the board's thread alone. */
    private String changes = "";

    Deliveries(String job) {
        this.key = ResultKeys.delivered(job);
    }

    /** Whether nobody has asked before, or the first answer is not there yet. */
    boolean awaited() {
        wanted = true;
        return first.getCount() > 0;
    }

    void awaitFirst() {
        try {
            // Without Redis the task begins with what it has; later answers are taken as they come.
            if (!first.await(FIRST_WAIT_MS, TimeUnit.MILLISECONDS)) {
                first.countDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    byte @Nullable [] get(String name) {
        return latest.get(name);
    }

    /** Reads what is new, if anybody wants it. */
    void read(UnifiedJedis client) {
        if (!wanted) {
            return;
        }
        String now = client.hget(key, CHANGES);
        if (now != null && !now.equals(changes)) {
            Map<String, byte[]> read = new HashMap<>();
            client.hgetAll(bytes(key))
                    .forEach((name, value) -> read.put(new String(name, StandardCharsets.UTF_8), value));
            latest = read;
            changes = now;
        }
        if (now != null) {
            client.pexpire(key, TTL_MS);
        }
        first.countDown();
    }

    /** What stands under a name. */
    static byte @Nullable [] read(UnifiedJedis client, String job, String name) {
        return client.hget(bytes(ResultKeys.delivered(job)), bytes(name));
    }

    /** Puts something in the place of what is expected there; false if something else stands there by now. */
    static boolean put(UnifiedJedis client, String job, String name, byte @Nullable [] expected, byte[] content) {
        Object done = client.eval(
                PUT,
                List.of(bytes(ResultKeys.delivered(job))),
                List.of(bytes(name), expected == null ? new byte[0] : expected, content, bytes(Long.toString(TTL_MS))));
        return Long.valueOf(1).equals(done);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
