package dev.freshet.bolts.results;

import static dev.freshet.bolts.results.SinkBench.WINDOWS;
import static dev.freshet.bolts.results.SinkBench.batch;
import static dev.freshet.bolts.results.SinkBench.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.services.process.Await;
import dev.freshet.services.redis.RedisOptions;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.storm.Delivery;
import dev.freshet.testkit.RedisExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.storm.tuple.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

@ExtendWith(RedisExtension.class)
class RedisSinkBoltIT {
    private static final Schema BOARD = SinkBench.windows(
            Field.required("rank", Type.BIGINT),
            Field.nullable("path", Type.VARCHAR),
            Field.nullable("requests", Type.BIGINT));

    private final String job = "job-" + UUID.randomUUID();

    @Test
    void writesWindowsAndWhatStandsBesideThem(RedisServer redis) {
        ResultSpec spec =
                ResultSpec.windows(job, "host_minute", WINDOWS, List.of("src")).retain(Duration.ofMinutes(5));
        try (SinkBench sink = SinkBench.of(RedisConfig.parse(redis.url()), 1000, spec);
                RedisClient client = RedisClient.create(redis.url())) {
            Tuple rows = sink.results(batch(
                    WINDOWS,
                    row(60_000L, 120_000L, "::1", 7L, 0.1, true, 61_000L, "final", 0L),
                    row(0L, 60_000L, "::1", 5L, null, false, null, "final", 0L),
                    row(0L, 60_000L, null, null, -0.0, null, null, "final", 0L)));
            assertThat(sink.isAcked(rows)).as("held until the control message").isFalse();
            Tuple control = sink.control(120_000);
            assertThat(sink.bench.acked).containsExactly(rows, control);

            String newest = "freshet:{" + job + ":host_minute:%3A%3A1}:w:60000";
            Map<String, String> values = Map.of(
                    "src", "::1", "flows", "7", "share", "0.1", "up", "true", "seen", "61000", "_start", "60000",
                    "_end", "120000", "_kind", "final", "_rev", "0", "_gen", "1000");
            assertThat(client.hgetAll(newest)).isEqualTo(values);
            assertThat(client.hgetAll("freshet:{" + job + ":host_minute:%3A%3A1}:latest"))
                    .isEqualTo(values);
            assertThat(client.hgetAll("freshet:{" + job + ":host_minute:%N}:w:0"))
                    .isEqualTo(Map.of(
                            "share", "-0.0", "_start", "0", "_end", "60000", "_kind", "final", "_rev", "0", "_gen",
                            "1000"));
            assertThat(client.zrange("freshet:{" + job + ":host_minute:%3A%3A1}:index", 0, -1))
                    .containsExactly("0", "60000");
            assertThat(client.zrange("freshet:{" + job + ":host_minute}:keys", 0, -1))
                    .containsExactlyInAnyOrder("%3A%3A1", "%N");
            assertThat(client.smembers("freshet:jobs")).contains(job);
            ResultMeta meta = ResultMeta.parse(job, client.hget("freshet:{" + job + "}:meta", "host_minute"));
            assertThat(meta).isEqualTo(new ResultMeta(spec, 1000));
            for (String key : client.keys("freshet:{" + job + "*")) {
                assertThat(client.pttl(key)).as(key).isPositive();
            }
            assertThat(client.pttl(newest)).isBetween(200_000L, 300_000L);
        }
    }

    @Test
    void windowsThatShareTheirStartsAreKnownByTheirEnds(RedisServer redis) {
        ResultSpec spec =
                ResultSpec.windows(job, "today", WINDOWS, List.of("src")).identifiedByEnd();
        ResultSpec top =
                ResultSpec.top(job, "top", BOARD, List.of("path"), "requests").identifiedByEnd();
        try (SinkBench sink = SinkBench.of(RedisConfig.parse(redis.url()), 1, spec);
                SinkBench boards = SinkBench.of(RedisConfig.parse(redis.url()), 1, top);
                RedisClient client = RedisClient.create(redis.url());
                ResultReader reader = ResultReader.open(RedisConfig.parse(redis.url()))) {
            sink.results(batch(WINDOWS, row(-100L, 0L, "a", 1L, null, null, null, "early", 0L)));
            sink.results(batch(WINDOWS, row(-100L, 0L, "a", 2L, null, null, null, "final", 1L)));
            sink.results(batch(WINDOWS, row(-100L, 50L, "a", 3L, null, null, null, "final", 0L)));
            sink.control(50);
            sink.results(batch(WINDOWS, row(-100L, 0L, "a", 4L, null, null, null, "late", 2L)));
            sink.control(60);
            String key = "freshet:{" + job + ":today:a}";
            assertThat(client.hmget(key + ":w:0", "_start", "_end", "flows")).containsExactly("-100", "0", "4");
            assertThat(client.hmget(key + ":w:50", "_start", "_end", "flows")).containsExactly("-100", "50", "3");
            assertThat(client.hget(key + ":latest", "flows"))
                    .as("of the last end, whatever the revisions")
                    .isEqualTo("3");
            assertThat(client.zrange(key + ":index", 0, -1)).containsExactly("0", "50");
            ResultMeta meta = reader.result(job, "today").orElseThrow();
            assertThat(meta).isEqualTo(new ResultMeta(spec, 1));
            assertThat(meta.template()).endsWith(":w:<window_end>");
            List<Long> starts = new ArrayList<>();
            reader.windows(spec, "a", 0, 51, window -> starts.add(window.startMs()));
            assertThat(starts).containsExactly(-100L, -100L);

            boards.results(batch(BOARD, row(-100L, 0L, 1L, "/a", 9L, "final", 0L)));
            boards.results(batch(BOARD, row(-100L, 50L, 1L, "/b", 11L, "final", 0L)));
            boards.control(50);
            assertThat(reader.boards(top, 0, 100)).containsExactly(0L, 50L);
            assertThat(reader.board(top, 50)).singleElement().satisfies(board -> {
                assertThat(board.startMs()).isEqualTo(-100);
                assertThat(board.endMs()).isEqualTo(50);
                assertThat(board.values()).contains("/b");
            });
        }
    }

    @Test
    void olderNeverReplacesNewer(RedisServer redis) {
        ResultSpec spec = ResultSpec.windows(job, "r", WINDOWS, List.of("src"));
        String window = "freshet:{" + job + ":r:a}:w:0";
        String latest = "freshet:{" + job + ":r:a}:latest";
        try (SinkBench sink = SinkBench.of(RedisConfig.parse(redis.url()), 1, spec);
                SinkBench laterRun = SinkBench.of(RedisConfig.parse(redis.url()), 2, spec);
                RedisClient client = RedisClient.create(redis.url())) {
            sink.results(window(0, "a", 1L, 0.5, "early", 1));
            sink.results(window(0, "a", 2L, null, "final", 2));
            sink.control(60_000);
            assertThat(client.hget(window, "flows")).isEqualTo("2");
            assertThat(client.hexists(window, "share"))
                    .as("a NULL clears the field")
                    .isFalse();

            sink.results(window(0, "a", 9L, 0.1, "early", 1));
            sink.control(60_000);
            assertThat(client.hget(window, "flows")).as("an old revision").isEqualTo("2");

            sink.results(window(60_000, "a", 3L, 0.1, "final", 0));
            sink.control(120_000);
            sink.results(window(0, "a", 4L, 0.1, "late", 3));
            sink.control(120_000);
            assertThat(client.hget(window, "flows")).as("a correction").isEqualTo("4");
            assertThat(client.hget(latest, "flows"))
                    .as("an old window is not the latest")
                    .isEqualTo("3");

            laterRun.results(window(0, "a", 6L, 0.1, "final", 0));
            laterRun.control(60_000);
            assertThat(client.hget(window, "flows")).as("a later run").isEqualTo("6");
            assertThat(client.hget(latest, "flows")).isEqualTo("6");
            sink.results(window(0, "a", 7L, 0.1, "late", 9));
            sink.control(60_000);
            assertThat(client.hget(window, "flows"))
                    .as("a zombie of the run before")
                    .isEqualTo("6");
        }
    }

    @Test
    void aZombiesLateWriteChangesNothing(RedisServer redis) {
        ResultSpec spec = ResultSpec.windows(job, "r", WINDOWS, List.of("src"));
        ResultSpec top = ResultSpec.top(job, "top", BOARD, List.of("path"), "requests");
        String key = "freshet:{" + job + ":r:a}";
        String board = "freshet:{" + job + ":top}:top:0";
        Delivery first = Delivery.result().by(5, 1, 1);
        Delivery second = Delivery.result().by(6, 2, 1);
        try (SinkBench zombie = SinkBench.of(RedisConfig.parse(redis.url()), 100, spec);
                SinkBench sink = SinkBench.of(RedisConfig.parse(redis.url()), 100, spec);
                SinkBench zombieBoards = SinkBench.of(RedisConfig.parse(redis.url()), 100, top);
                SinkBench boards = SinkBench.of(RedisConfig.parse(redis.url()), 100, top);
                RedisClient client = RedisClient.create(redis.url())) {
            zombie.results(first, window(120_000, "a", 5L, null, "final", 0));
            zombie.control(180_000);
            assertThat(client.hget(key + ":w:120000", "_gen")).isEqualTo("101");

            sink.results(second, window(0, "a", 1L, null, "late", 0));
            sink.control(60_000);
            assertThat(client.hmget(key + ":w:0", "flows", "_gen")).containsExactly("1", "102");
            assertThat(client.hmget(key + ":latest", "flows", "_start"))
                    .as("the run has shown a later window, and will not come back to it")
                    .containsExactly("5", "120000");

            zombie.results(first, window(0, "a", 9L, 0.5, "late", 7));
            zombie.results(first, window(60_000, "a", 8L, null, "final", 0));
            zombie.control(180_000);
            assertThat(client.hmget(key + ":w:0", "flows", "share", "_rev", "_gen"))
                    .containsExactly("1", null, "0", "102");

            sink.results(second, window(60_000, "a", 2L, null, "final", 0));
            sink.results(second, window(120_000, "a", 3L, null, "final", 0));
            sink.control(180_000);
            zombie.results(first, window(180_000, "a", 7L, null, "early", 0));
            zombie.results(first, window(120_000, "a", 7L, null, "late", 1));
            zombie.control(240_000);
            assertThat(client.hget(key + ":w:60000", "flows")).isEqualTo("2");
            assertThat(client.hmget(key + ":w:120000", "flows", "_gen")).containsExactly("3", "102");
            assertThat(client.hmget(key + ":latest", "flows", "_gen")).containsExactly("3", "102");

            boards.results(second, batch(BOARD, row(0L, 60_000L, 1L, "/c", 11L, "final", 0L)));
            boards.control(60_000);
            zombieBoards.results(first, batch(BOARD, row(0L, 60_000L, 1L, "/z", 99L, "late", 4L)));
            zombieBoards.control(60_000);
            assertThat(client.zrange(board, 0, -1)).containsExactly("/c");
            assertThat(client.hget(board + ":rows", "_gen")).isEqualTo("102");
        }
    }

    @Test
    void aRedisThatTakesNoWritesIsWaitedFor() {
        Schema alerts = Schema.of(Field.required("n", Type.BIGINT));
        ResultSpec log = ResultSpec.log(job, "alerts", alerts);
        ResultSpec windows = ResultSpec.windows(job, "r", WINDOWS, List.of("src"));
        try (RedisServer redis = RedisServer.start();
                RedisClient client = RedisClient.create(redis.url());
                SinkBench logSink = SinkBench.of(RedisConfig.parse(redis.url()), 1, log);
                SinkBench windowSink = SinkBench.of(RedisConfig.parse(redis.url()), 1, windows)) {
            for (long n = 0; n < 30; n++) {
                switch ((int) n) {
                    case 5 -> client.sendCommand(Protocol.Command.CONFIG, "SET", "maxmemory", "1");
                    case 15 -> client.sendCommand(Protocol.Command.REPLICAOF, "127.0.0.1", "1");
                    default -> {}
                }
                if (n == 14 || n == 24) {
                    assertThat(logSink.bench.acked).hasSize(n == 14 ? 5 : 15);
                    client.sendCommand(Protocol.Command.REPLICAOF, "NO", "ONE");
                    client.sendCommand(Protocol.Command.CONFIG, "SET", "maxmemory", "0");
                    long sent = n;
                    Await.orFail("what waited to be written", Duration.ofSeconds(10), () -> {
                        logSink.tick();
                        windowSink.tick();
                        return logSink.bench.acked.size() == sent && windowSink.bench.acked.size() == 2 * sent;
                    });
                }
                logSink.replayable(n + 1, batch(alerts, row(n)));
                windowSink.results(window(n * 60_000, "a", n, null, "final", 0));
                windowSink.control(n * 60_000);
            }
            assertThat(logSink.bench.acked).hasSize(30);
            assertThat(windowSink.bench.acked).hasSize(60);
            for (SinkBench sink : List.of(logSink, windowSink)) {
                assertThat(sink.bench.failed).isEmpty();
                assertThat(sink.bench.errors).isEmpty();
            }
            assertThat(client.xrange("freshet:{" + job + ":alerts}:log", "-", "+"))
                    .extracting(entry -> Long.parseLong(entry.getFields().get("n")))
                    .containsExactlyElementsOf(LongStream.range(0, 30).boxed().toList());
            assertThat(client.zcard("freshet:{" + job + ":r:a}:index")).isEqualTo(30);
        }
    }

    /** It does not answer in time again and again; what was sent may have been done all the same. */
    @Test
    void aSlowRedisHoldsItsSenderUpAndGetsEachRowOnce() {
        Schema alerts = Schema.of(Field.required("n", Type.BIGINT));
        int rows = 3_000;
        try (RedisServer redis = RedisServer.start();
                RedisClient client = RedisClient.create(redis.url());
                SinkBench sink = SinkBench.of(
                        RedisConfig.parse(redis.url()).withTimeouts(Duration.ofSeconds(2), Duration.ofMillis(200)),
                        1,
                        ResultSpec.log(job, "alerts", alerts))) {
            int most = 0;
            for (long n = 0; n < rows; n++) {
                if (n == 10 || n == 2_000) {
                    client.sendCommand(Protocol.Command.CLIENT, "PAUSE", "1500", "WRITE");
                }
                sink.replayable(n + 1, batch(alerts, row(n)));
                most = Math.max(most, (int) n + 1 - sink.bench.acked.size());
            }
            assertThat(most).as("tuples that are held").isLessThan(1_100);
            Await.orFail("what waited to be written", Duration.ofSeconds(20), () -> {
                sink.tick();
                return sink.bench.acked.size() == rows;
            });
            assertThat(sink.bench.failed).isEmpty();
            assertThat(sink.bench.errors).isEmpty();
            assertThat(client.xrange("freshet:{" + job + ":alerts}:log", "-", "+"))
                    .extracting(entry -> Long.parseLong(entry.getFields().get("n")))
                    .containsExactlyElementsOf(LongStream.range(0, rows).boxed().toList());
        }
    }

    @Test
    void aKeyMayHaveMoreWindowsThanACallTakes(RedisServer redis) {
        ResultSpec spec = ResultSpec.windows(job, "r", WINDOWS, List.of("src"));
        try (SinkBench sink = SinkBench.of(RedisConfig.parse(redis.url()), 1, spec);
                RedisClient client = RedisClient.create(redis.url())) {
            for (long start = 249; start >= 0; start--) {
                sink.results(window(start * 60_000, "a", start, 0.5, "final", 0));
            }
            sink.control(Long.MAX_VALUE);

            assertThat(client.zcard("freshet:{" + job + ":r:a}:index")).isEqualTo(250);
            assertThat(client.hget("freshet:{" + job + ":r:a}:latest", "flows")).isEqualTo("249");
            for (long start = 0; start < 250; start++) {
                assertThat(client.hget("freshet:{" + job + ":r:a}:w:" + start * 60_000, "flows"))
                        .isEqualTo(Long.toString(start));
            }
        }
    }

    @Test
    void anIndexDoesNotOutgrowItsWindows(RedisServer redis) {
        ResultSpec spec = ResultSpec.windows(job, "r", WINDOWS, List.of("src"));
        String index = "freshet:{" + job + ":r:a}:index";
        try (SinkBench sink = SinkBench.of(RedisConfig.parse(redis.url()), 1, spec);
                RedisClient client = RedisClient.create(redis.url())) {
            for (int write = 0; write < 200; write++) {
                sink.results(window(write * 60_000L, "a", 1L, 0.5, "final", 0));
                sink.control(write * 60_000L);
                client.del("freshet:{" + job + ":r:a}:w:" + (write - 5) * 60_000L);
            }

            assertThat(client.zcard(index)).isBetween(5L, 5L + 32);
            assertThat(client.zrange(index, -5, -1))
                    .containsExactly("11700000", "11760000", "11820000", "11880000", "11940000");
        }
    }

    @Test
    void aLeaderboardThatShrinksLeavesNothingBehind(RedisServer redis) {
        ResultSpec spec = ResultSpec.top(job, "paths_top", BOARD, List.of("path"), "requests");
        try (SinkBench sink = SinkBench.of(RedisConfig.parse(redis.url()), 1, spec);
                RedisClient client = RedisClient.create(redis.url())) {
            sink.results(batch(
                    BOARD, row(0L, 60_000L, 1L, "/a|b", 9L, "final", 0L), row(0L, 60_000L, 2L, "/c", 5L, "final", 0L)));
            sink.control(60_000);
            String board = "freshet:{" + job + ":paths_top}:top:0";
            assertThat(client.zrevrange(board, 0, -1)).containsExactly("/a%7Cb", "/c");
            sink.results(batch(BOARD, row(0L, 60_000L, 1L, "/c", 11L, "late", 1L)));
            sink.results(batch(BOARD, row(0L, 60_000L, 1L, "/old", 1L, "final", 0L)));
            sink.control(60_000);
            assertThat(client.zrevrange(board, 0, -1)).containsExactly("/c");
            assertThat(client.zscore(board, "/c")).isEqualTo(11.0);
            assertThat(client.hgetAll(board + ":rows"))
                    .containsEntry("1", "{\"rank\":\"1\",\"path\":\"/c\",\"requests\":\"11\"}")
                    .containsEntry("_kind", "late")
                    .doesNotContainKey("2");
            assertThat(client.zrange("freshet:{" + job + ":paths_top}:index", 0, -1))
                    .containsExactly("0");
        }
    }

    @Test
    void logsAppendEachBatchOnce(RedisServer redis) {
        Schema alerts = Schema.of(Field.required("host", Type.VARCHAR), Field.nullable("score", Type.DOUBLE));
        ResultSpec spec = ResultSpec.log(job, "alerts", alerts);
        try (SinkBench sink = SinkBench.of(RedisConfig.parse(redis.url()), 1, spec);
                RedisClient client = RedisClient.create(redis.url())) {
            Tuple first = sink.replayable(1, batch(alerts, row("a", 1.5), row("b", null)));
            assertThat(sink.isAcked(first)).as("nothing has to follow it").isTrue();
            Tuple again = sink.replayable(1, batch(alerts, row("a", 1.5), row("b", null)));
            assertThat(sink.isAcked(again)).isTrue();
            String log = "freshet:{" + job + ":alerts}:log";
            assertThat(client.xrange(log, "-", "+"))
                    .extracting(entry -> entry.getFields())
                    .containsExactly(
                            Map.of("_time", "0", "host", "a", "score", "1.5"), Map.of("_time", "0", "host", "b"));
            assertThat(client.pttl(log)).isPositive();
        }
    }

    @Test
    void aRestartOfRedisLosesAndDoublesNothing() {
        Schema alerts = Schema.of(Field.required("n", Type.BIGINT));
        ResultSpec log = ResultSpec.log(job, "alerts", alerts);
        ResultSpec windows = ResultSpec.windows(job, "r", WINDOWS, List.of("src"));
        try (RedisServer redis = RedisServer.start(RedisOptions.DEFAULT.withAppendOnly());
                SinkBench logSink = SinkBench.of(RedisConfig.parse(redis.url()), 1, log);
                SinkBench windowSink = SinkBench.of(RedisConfig.parse(redis.url()), 1, windows)) {
            for (long n = 0; n < 20; n++) {
                if (n == 7) {
                    redis.stop();
                }
                logSink.replayable(n + 1, batch(alerts, row(n)));
                windowSink.results(window(n * 60_000, "a", n, null, "final", 0));
                windowSink.control(n * 60_000);
                if (n == 13) {
                    assertThat(logSink.bench.acked).hasSize(7);
                    assertThat(logSink.bench.failed).isEmpty();
                    redis.restart();
                }
            }
            Await.orFail("all to be acked", Duration.ofSeconds(10), () -> {
                logSink.tick();
                windowSink.tick();
                return logSink.bench.acked.size() == 20 && windowSink.bench.acked.size() == 40;
            });
            try (RedisClient client = RedisClient.create(redis.url())) {
                assertThat(client.xrange("freshet:{" + job + ":alerts}:log", "-", "+"))
                        .extracting(entry -> Integer.parseInt(entry.getFields().get("n")))
                        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
                assertThat(client.zcard("freshet:{" + job + ":r:a}:index")).isEqualTo(20);
                assertThat(client.hget("freshet:{" + job + ":r:a}:latest", "flows"))
                        .isEqualTo("19");
            }
        }
    }

    @Test
    void aRefusedLoginIsSaidAndNotRetried() {
        ResultSpec spec = ResultSpec.windows(job, "r", WINDOWS, List.of("src"));
        try (RedisServer redis = RedisServer.start(RedisOptions.DEFAULT.withUser("ann", "s3cret"))) {
            String good = redis.url();
            try (SinkBench sink = SinkBench.of(RedisConfig.parse(good), 1, spec)) {
                Tuple control = sink.control(1);
                assertThat(sink.isAcked(control)).isTrue();
            }
            String bad = good.replace("s3cret", "wr0ng");
            try (SinkBench sink = SinkBench.of(RedisConfig.parse(bad), 1, spec)) {
                Tuple control = sink.control(1);
                assertThat(sink.isAcked(control)).isFalse();
                assertThat(sink.bench.errors).hasSize(1);
                assertThat(sink.bench.errors.get(0))
                        .hasMessageContaining("WRONGPASS")
                        .hasMessageNotContaining("wr0ng");
            }
        }
    }

    private static Batch window(long start, String src, Long flows, @Nullable Double share, String kind, long rev) {
        return batch(WINDOWS, row(start, start + 60_000, src, flows, share, null, null, kind, rev));
    }
}
