package dev.freshet.bolts.health;

import dev.freshet.bolts.redis.Call;
import dev.freshet.bolts.redis.RedisClients;
import dev.freshet.bolts.redis.RedisLink;
import dev.freshet.bolts.redis.Script;
import dev.freshet.bolts.results.HealthField;
import dev.freshet.bolts.results.ResultKeys;
import dev.freshet.core.job.JobBoard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;

/**
 * One worker's thread for one job's board: once a second, and when somebody waits, it writes the newest that the tasks have
 * published, and reads what the others have. While Redis is away it keeps the newest.
 */
final class BoardWriter {
    /** Marks the tasks of sources. */
    static final String SOURCE = "source";
    /** Field of {@code :control}: whether the sources are to stop reading. */
    static final String DRAIN = "drain";
    /** Field of {@code :health}: the number of the run. */
    static final String RUN = "run";

    private static final Logger LOG = LoggerFactory.getLogger(BoardWriter.class);
    /** Field of {@code :health}: how far a source task has read, epoch ms. */
    static final String READ_TO = "read_to_ms";
    /** Often enough for tasks of other workers to be held back by what is nearly the truth. */
    private static final long PERIOD_MS = 200;

    private static final long TTL_MS = Duration.ofDays(7).toMillis();
    private static final Map<RedisJobBoards, BoardWriter> SHARED = new HashMap<>();
    /** The script's answer where there was no board: Redis has lost it. */
    private static final Long BOARD_WAS_LOST = 2L;

    private static final Script PUBLISH = Script.resource(BoardWriter.class, "publish.lua");

    private final RedisJobBoards board;
    private final RedisLink link;
    private final Thread thread;
    private int users;

    private final Object lock = new Object();
    private final Map<String, Map<String, String>> newest = new HashMap<>();
    /** What stands on the board by this thread's doing. */
    private final Map<String, String> written = new HashMap<>();

    private long published;
    private long flushed;
    private boolean hurry;
    private boolean closing;

    private final Map<String, Map<String, String>> read = new ConcurrentHashMap<>();
    private final Deliveries deliveries;
    private final Map<String, Long> progress = new ConcurrentHashMap<>();
    private volatile boolean drain;

    private BoardWriter(RedisJobBoards board) {
        this.board = board;
        this.link = new RedisLink(board.redis(), "freshet-board");
        this.deliveries = new Deliveries(board.job());
        this.thread = new Thread(this::run, "freshet-board-" + board.job());
        thread.setDaemon(true);
    }

    /** The worker's writer of this board, made if there is none. */
    static BoardWriter share(RedisJobBoards board) {
        synchronized (SHARED) {
            BoardWriter writer = SHARED.get(board);
            if (writer == null) {
                writer = new BoardWriter(board);
                SHARED.put(board, writer);
                writer.thread.start();
            }
            writer.users++;
            return writer;
        }
    }

    /** A user is done; the last one ends the thread, behind a last write. */
    void release() {
        synchronized (SHARED) {
            users--;
            if (users > 0) {
                return;
            }
            SHARED.remove(board);
        }
        synchronized (lock) {
            closing = true;
            lock.notifyAll();
        }
    }

    static void reset(RedisJobBoards board) {
        try (UnifiedJedis client = RedisClients.open(board.redis(), "freshet-submit", 1)) {
            String health = ResultKeys.health(board.job());
            client.del(health);
            client.del(ResultKeys.control(board.job()));
            client.hset(health, RUN, Long.toString(board.run()));
            client.pexpire(health, TTL_MS);
        }
    }

    void publish(String prefix, Map<String, String> fields) {
        synchronized (lock) {
            newest.put(prefix, fields);
            published++;
        }
    }

    boolean flush(Duration atMost) {
        long untilNanos = System.nanoTime() + atMost.toNanos();
        synchronized (lock) {
            long wanted = published;
            hurry = true;
            lock.notifyAll();
            while (flushed < wanted) {
                long leftMs = TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime());
                if (leftMs <= 0 || !await(leftMs)) {
                    return false;
                }
            }
            return true;
        }
    }

    void progress(String prefix, long watermarkMs) {
        Long before = progress.get(prefix);
        if (before == null || before != watermarkMs) {
            progress.put(prefix, watermarkMs);
        }
    }

    /** The slowest other task of the same component: this worker's as they are, those of others as last read. */
    long othersWatermarkMs(String prefix) {
        String component = prefix.substring(0, prefix.lastIndexOf('.') + 1);
        long least = Long.MAX_VALUE;
        for (Map.Entry<String, Long> task : progress.entrySet()) {
            if (task.getKey().startsWith(component) && !task.getKey().equals(prefix)) {
                least = Math.min(least, task.getValue());
            }
        }
        for (Map.Entry<String, Map<String, String>> task : read.entrySet()) {
            Map<String, String> fields = task.getValue();
            String readTo = fields.get(READ_TO);
            boolean counts = task.getKey().startsWith(component)
                    && !progress.containsKey(task.getKey())
                    && JobBoard.RUNNING.equals(fields.get(JobBoard.STATE));
            if (counts && readTo != null) {
                least = Math.min(least, parse(readTo));
            }
        }
        return least;
    }

    boolean drainRequested() {
        return drain;
    }

    byte @Nullable [] delivered(String name) {
        if (deliveries.awaited()) {
            synchronized (lock) {
                hurry = true;
                lock.notifyAll();
            }
            deliveries.awaitFirst();
        }
        return deliveries.get(name);
    }

    private void run() {
        boolean last = false;
        while (!last) {
            long number;
            Map<String, Map<String, String>> now;
            synchronized (lock) {
                last = closing;
                hurry = false;
                number = published;
                now = new HashMap<>(newest);
            }
            boolean done = exchange(now);
            synchronized (lock) {
                if (done) {
                    flushed = number;
                    lock.notifyAll();
                }
                if (!last && !closing && !(hurry && done)) {
                    await(done ? PERIOD_MS : PERIOD_MS / 4);
                }
            }
        }
        link.close();
    }

    private boolean exchange(Map<String, Map<String, String>> now) {
        String health = ResultKeys.health(board.job());
        Map<String, String> wanted = wanted(now);
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(Call.bytes(board.run()));
        arguments.add(Call.bytes(TTL_MS));
        wanted.forEach((field, value) -> {
            if (!value.equals(written.get(field))) {
                arguments.add(Call.bytes(field));
                arguments.add(Call.bytes(value));
            }
        });
        written.keySet().stream().filter(field -> !wanted.containsKey(field)).forEach(gone -> {
            arguments.add(Call.bytes(gone));
            arguments.add(Call.bytes(""));
        });
        try {
            List<Object> answers = link.send(List.of(new Call.Eval(PUBLISH, List.of(Call.bytes(health)), arguments)));
            written.clear();
            if (!BOARD_WAS_LOST.equals(answers.get(0))) {
                written.putAll(wanted);
            }
            note(link.client().hgetAll(health));
            deliveries.read(link.client());
            drain = "true".equals(link.client().hget(ResultKeys.control(board.job()), DRAIN));
            return true;
        } catch (RuntimeException e) {
            LOG.debug("the board of job '{}' is not written for now: {}", board.job(), e.toString());
            return false;
        }
    }

    private Map<String, String> wanted(Map<String, Map<String, String>> now) {
        Map<String, String> wanted = new HashMap<>();
        now.forEach((prefix, fields) -> fields.forEach((name, value) -> wanted.put(prefix + "." + name, value)));
        progress.forEach((prefix, watermarkMs) -> wanted.put(prefix + "." + READ_TO, Long.toString(watermarkMs)));
        return wanted;
    }

    private void note(Map<String, String> health) {
        Map<String, Map<String, String>> tasks = new HashMap<>();
        health.forEach((text, value) -> HealthField.parse(text)
                .ifPresent(field -> tasks.computeIfAbsent(
                                field.component() + "." + field.task(), unused -> new HashMap<>())
                        .put(field.name(), value)));
        read.keySet().retainAll(tasks.keySet());
        read.putAll(tasks);
    }

    private static long parse(String number) {
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Waits on the lock, which the caller holds; false if interrupted. */
    private boolean await(long ms) {
        try {
            lock.wait(ms);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
