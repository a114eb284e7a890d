package dev.freshet.bench.sink;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.engine.ResultPlace;
import dev.freshet.bench.job.JobName;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * Writes rows to Redis, a hash a window: few commands of many fields, pipelined. A row that comes again replaces the one
 * before.
 */
public final class RedisResults implements ResultSink {
    private static final int FIELDS = 256;
    private static final int COMMANDS = 16;

    private final JobName job;
    private final RedisClient client;
    private final AbstractPipeline pipeline;
    /** In the order they came: the same field twice is two entries here, and the later one is to win. */
    private Map<byte[], byte[]> fields = new LinkedHashMap<>();

    private long fieldsEndMs;
    private int commands;

    RedisResults(String url, JobName job) {
        this.job = job;
        client = RedisClient.create(url);
        pipeline = client.pipelined();
    }

    @Override
    public void views(long endMs, byte[] page, long views, double total) {
        put(endMs, page, views + "," + total);
    }

    @Override
    public void hop(long endMs, byte[] page, long events, double mean, double largest, long users) {
        put(endMs, page, events + "," + mean + "," + largest + "," + users);
    }

    @Override
    public void top(long endMs, byte[] page, long rank, long events) {
        put(endMs, ascii(Long.toString(rank)), new String(page, StandardCharsets.US_ASCII) + "," + events);
    }

    @Override
    public void rule(long endMs, byte[] rule, long count) {
        put(endMs, rule, Long.toString(count));
    }

    @Override
    public void pair(long viewMs, byte[] user, long boughtMs, double value, double paid) {
        throw new IllegalStateException("pairs have no place of their own in Redis");
    }

    @Override
    public void flush() {
        send();
        if (commands > 0) {
            pipeline.sync();
            commands = 0;
        }
    }

    @Override
    public void close() {
        flush();
        pipeline.close();
        client.close();
    }

    /** Reads all results of a job back. */
    public static Answer readBack(String url, JobName job) {
        Answer answer = new Answer();
        try (RedisClient client = RedisClient.create(url)) {
            String prefix = prefix(job);
            for (String key : keys(client, prefix + "*")) {
                long endMs = Long.parseLong(key.substring(prefix.length()));
                client.hgetAll(key).forEach((field, value) -> add(answer, job, endMs, field, value.split(",")));
            }
        }
        return answer;
    }

    private static Set<String> keys(RedisClient client, String pattern) {
        // A scan may show a key twice.
        Set<String> keys = new HashSet<>();
        ScanParams matching = new ScanParams().match(pattern).count(1000);
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> found = client.scan(cursor, matching);
            keys.addAll(found.getResult());
            cursor = found.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        return keys;
    }

    private static void add(Answer to, JobName job, long endMs, String field, String[] values) {
        switch (job) {
            case VIEWS -> AnswerOf.views(to, endMs, ascii(field), whole(values[0]), Double.parseDouble(values[1]));
            case HOP ->
                AnswerOf.hop(
                        to,
                        endMs,
                        ascii(field),
                        whole(values[0]),
                        Double.parseDouble(values[1]),
                        Double.parseDouble(values[2]),
                        whole(values[3]));
            case TOPK -> AnswerOf.top(to, endMs, ascii(values[0]), whole(field), whole(values[1]));
            case RULES, YSB -> AnswerOf.rule(to, endMs, ascii(field), whole(values[0]));
            case JOIN -> throw new IllegalArgumentException("the job " + job.id() + " has no results in Redis");
        }
    }

    private void put(long endMs, byte[] field, String value) {
        if (endMs != fieldsEndMs || fields.size() == FIELDS) {
            send();
            fieldsEndMs = endMs;
        }
        fields.put(field, ascii(value));
    }

    private void send() {
        if (fields.isEmpty()) {
            return;
        }
        pipeline.hset(ascii(prefix(job) + fieldsEndMs), fields);
        // The pipeline keeps it until it is written.
        fields = new LinkedHashMap<>();
        if (++commands == COMMANDS) {
            pipeline.sync();
            commands = 0;
        }
    }

    /** Where rows by page are. */
    public static ResultPlace place(JobName job) {
        return new ResultPlace(prefix(job) + "<end>", "<page>");
    }

    private static String prefix(JobName job) {
        return "bench:" + job.id() + ":";
    }

    private static long whole(String text) {
        return Long.parseLong(text);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
