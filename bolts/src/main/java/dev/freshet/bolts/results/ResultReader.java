package dev.freshet.bolts.results;

import dev.freshet.bolts.redis.RedisClients;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.resps.StreamEntry;

/**
 * Reads results by the contract of {@code docs/results.md} alone. Windows and logs are handed over one by one, so they need
 * not fit into memory. Methods throw Jedis's exceptions where Redis does not answer. Not for use by several threads.
 */
public final class ResultReader implements AutoCloseable {
    private static final int PAGE = 500;
    /** Of entries that have up to {@link PackedLog#ROWS_AN_ENTRY} rows each. */
    private static final int PACKED_PAGE = 8;
    /** Readers may wait longer for an answer than tasks, who have others waiting for them. */
    private static final int PATIENCE_MS = 10_000;

    private final UnifiedJedis client;

    private ResultReader(UnifiedJedis client) {
        this.client = client;
    }

    public static ResultReader open(RedisConfig redis) {
        RedisConfig patient =
                redis.waiting(Math.max(redis.connectMs(), PATIENCE_MS), Math.max(redis.answerMs(), PATIENCE_MS));
        return new ResultReader(RedisClients.open(patient, "freshet-reader", 2));
    }

    /** Whether the server answers. */
    public boolean ping() {
        return "PONG".equals(client.ping());
    }

    /** The jobs that anything is known of, by name. */
    public List<String> jobs() {
        List<String> jobs = new ArrayList<>();
        for (String job : new TreeSet<>(client.smembers(ResultKeys.JOBS))) {
            if (client.exists(ResultKeys.meta(job)) || client.exists(ResultKeys.health(job))) {
                jobs.add(job);
            }
        }
        return jobs;
    }

    /** The results of a job, by name. */
    public List<ResultMeta> results(String job) {
        return new TreeMap<>(client.hgetAll(ResultKeys.meta(job)))
                .values().stream().map(json -> ResultMeta.parse(job, json)).toList();
    }

    /** One result of a job. */
    public Optional<ResultMeta> result(String job, String result) {
        return Optional.ofNullable(client.hget(ResultKeys.meta(job), result)).map(json -> ResultMeta.parse(job, json));
    }

    /** The encoded keys of a windowed result, the one updated last first; {@link ResultKeys#split} decodes them. */
    public List<String> keys(ResultSpec spec) {
        return client.zrevrange(ResultKeys.keys(spec.job(), spec.result()), 0, -1);
    }

    /** The windows of a key whose starts, or ends by {@link ResultSpec#byEnd}, are within {@code [fromMs, toMs)}, ascending. */
    public void windows(ResultSpec spec, String key, long fromMs, long toMs, Consumer<ResultRow> to) {
        RowParser parser = new RowParser(spec);
        List<Long> starts = starts(ResultKeys.index(spec.job(), spec.result(), key), fromMs, toMs);
        for (int at = 0; at < starts.size(); at += PAGE) {
            List<String> names = new ArrayList<>();
            for (long start : starts.subList(at, Math.min(starts.size(), at + PAGE))) {
                names.add(ResultKeys.window(spec.job(), spec.result(), key, start));
            }
            for (Map<String, String> hash : hashes(names)) {
                if (!hash.isEmpty()) {
                    to.accept(parser.window(hash));
                }
            }
        }
    }

    /** The newest row of each of these keys; keys without one are left out. */
    public Map<String, ResultRow> latest(ResultSpec spec, Collection<String> keys) {
        RowParser parser = new RowParser(spec);
        List<String> asked = List.copyOf(keys);
        Map<String, ResultRow> rows = new HashMap<>();
        for (int at = 0; at < asked.size(); at += PAGE) {
            List<String> page = asked.subList(at, Math.min(asked.size(), at + PAGE));
            List<Map<String, String>> hashes = hashes(page.stream()
                    .map(key -> ResultKeys.latest(spec.job(), spec.result(), key))
                    .toList());
            for (int i = 0; i < page.size(); i++) {
                if (!hashes.get(i).isEmpty()) {
                    rows.put(page.get(i), parser.window(hashes.get(i)));
                }
            }
        }
        return rows;
    }

    /** The starts, or ends by {@link ResultSpec#byEnd}, of a result's leaderboards within {@code [fromMs, toMs)}, ascending. */
    public List<Long> boards(ResultSpec spec, long fromMs, long toMs) {
        return starts(ResultKeys.topIndex(spec.job(), spec.result()), fromMs, toMs);
    }

    /** A leaderboard by rank, of those that {@link #boards} lists; empty if it has expired. */
    public List<ResultRow> board(ResultSpec spec, long idMs) {
        RowParser parser = new RowParser(spec);
        Map<String, String> hash = client.hgetAll(ResultKeys.topRows(spec.job(), spec.result(), idMs));
        List<ResultRow> rows = new ArrayList<>();
        for (int rank = 1; ; rank++) {
            String json = hash.get(Integer.toString(rank));
            if (json == null) {
                return rows;
            }
            rows.add(parser.board(hash, json));
        }
    }

    /**
     * The rows of a log behind an entry.
     *
     * @param afterId the entry's id, or "" for all there are
     * @return the id of the last row, to go on from
     */
    public String log(ResultSpec spec, String afterId, Consumer<ResultRow> to) {
        RowParser parser = new RowParser(spec);
        return lines(spec, afterId, line -> to.accept(parser.row(line)));
    }

    /** The same without reading the values. */
    public String lines(ResultSpec spec, String afterId, Consumer<LogLine> to) {
        RowParser parser = new RowParser(spec);
        return stream(
                ResultKeys.log(spec.job(), spec.result()),
                afterId,
                spec.packed() ? PACKED_PAGE : PAGE,
                entry -> parser.log(entry.fields(), to));
    }

    /** Reads a value: a Boolean, a Long, a Double or a String, by its type. */
    public static Object value(Type type, String text) {
        return RowParser.value(type, text);
    }

    /** A job's dead letters behind an entry; as {@link #log}. */
    public String dead(String job, String afterId, Consumer<StreamLetter> to) {
        return stream(ResultKeys.dead(job), afterId, PAGE, to);
    }

    /** What the tasks of a job say of themselves; fields of the job as a whole are left out. */
    public Map<HealthField, String> health(String job) {
        Map<HealthField, String> health = new HashMap<>();
        client.hgetAll(ResultKeys.health(job))
                .forEach((name, value) -> HealthField.parse(name).ifPresent(field -> health.put(field, value)));
        return health;
    }

    /** Asks the sources of a job to stop reading, so that it ends with what it has. */
    public void requestDrain(String job) {
        client.hset(ResultKeys.control(job), "drain", "true");
        client.expire(ResultKeys.control(job), 86_400);
    }

    private List<Long> starts(String index, long fromMs, long toMs) {
        return client.zrangeByScore(index, Long.toString(fromMs), "(" + toMs).stream()
                .map(Long::valueOf)
                .toList();
    }

    private List<Map<String, String>> hashes(List<String> names) {
        List<Response<Map<String, String>>> answers = new ArrayList<>(names.size());
        RedisClients.pipeline(client, pipeline -> names.forEach(name -> answers.add(pipeline.hgetAll(name))));
        return answers.stream().map(RedisClients::answer).toList();
    }

    private String stream(String key, String afterId, int pageSize, Consumer<StreamLetter> to) {
        String last = afterId;
        while (true) {
            List<StreamEntry> page = client.xrange(key, last.isEmpty() ? "-" : "(" + last, "+", pageSize);
            for (StreamEntry entry : page) {
                last = entry.getID().toString();
                to.accept(new StreamLetter(last, entry.getFields()));
            }
            if (page.size() < pageSize) {
                return last;
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
