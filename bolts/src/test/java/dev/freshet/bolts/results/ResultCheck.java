package dev.freshet.bolts.results;

import static dev.freshet.bolts.results.SinkBench.WINDOWS;
import static dev.freshet.bolts.results.SinkBench.batch;
import static dev.freshet.bolts.results.SinkBench.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bolts.NoBoard;
import dev.freshet.bolts.health.RedisJobBoards;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.redis.RedisErrors;
import dev.freshet.core.dead.DeadLetters;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.job.JobBoard;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import redis.clients.jedis.exceptions.JedisException;

/** Writes results of every kind to a Redis, twice, and reads them back. */
final class ResultCheck {
    private static final Schema BOARD = SinkBench.windows(
            Field.required("rank", Type.BIGINT),
            Field.nullable("path", Type.VARCHAR),
            Field.nullable("requests", Type.BIGINT));
    private static final Schema ALERTS =
            Schema.of(Field.required("host", Type.VARCHAR), Field.nullable("score", Type.DOUBLE));
    /** Enough for the keys to lie on every node of a Cluster. */
    private static final int KEYS = 60;

    private final RedisConfig redis;
    private final String job = "job-" + UUID.randomUUID();

    private ResultCheck(RedisConfig redis) {
        this.redis = redis;
    }

    static void everyKind(RedisConfig redis) {
        ResultCheck check = new ResultCheck(redis);
        try (ResultReader reader = ResultReader.open(redis)) {
            assertThat(reader.ping()).isTrue();
            check.windows(reader);
            check.leaderboards(reader);
            check.logs(reader, ResultSpec.log(check.job, "alerts", ALERTS));
            check.logs(reader, ResultSpec.log(check.job, "packed", ALERTS).asPacked());
            check.dead(reader);
            check.boards(reader);
            assertThat(reader.jobs()).contains(check.job);
        }
    }

    /** What somebody is told who opens a reader and asks for something. */
    static String failure(RedisConfig redis, RedisErrors.Kind kind) {
        try (ResultReader reader = ResultReader.open(redis.waiting(400, 800))) {
            reader.jobs();
            throw new AssertionError(redis + " answers");
        } catch (JedisException e) {
            assertThat(RedisErrors.kind(e)).isEqualTo(kind);
            return RedisErrors.sentence(redis, e);
        }
    }

    private void windows(ResultReader reader) {
        ResultSpec spec = ResultSpec.windows(job, "hosts", WINDOWS, List.of("src"));
        List<String> keys = new ArrayList<>();
        try (SinkBench sink = SinkBench.of(redis, 5, spec)) {
            for (long repeat = 0; repeat < 2; repeat++) {
                keys.clear();
                for (int i = 0; i < KEYS; i++) {
                    String key = "10.0.0." + i;
                    keys.add(key);
                    sink.results(batch(
                            WINDOWS,
                            row(0L, 60_000L, key, (long) i, 0.5, true, 7L, "final", 0L),
                            row(60_000L, 120_000L, key, i + 1L, null, null, null, "late", 1L)));
                }
                sink.control(120_000);
            }
            assertThat(sink.bench.acked).hasSize(2 * KEYS + 2);
        }
        assertThat(reader.keys(spec)).containsExactlyInAnyOrderElementsOf(keys);
        Map<String, ResultRow> latest = reader.latest(spec, keys);
        for (int i = 0; i < KEYS; i++) {
            ResultRow first = new ResultRow(0, 60_000, "final", 0, 5, row(keys.get(i), (long) i, 0.5, true, 7L));
            ResultRow second = new ResultRow(60_000, 120_000, "late", 1, 5, row(keys.get(i), i + 1L, null, null, null));
            List<ResultRow> rows = new ArrayList<>();
            reader.windows(spec, keys.get(i), 0, Long.MAX_VALUE, rows::add);
            assertThat(rows).containsExactly(first, second);
            assertThat(latest).containsEntry(keys.get(i), second);
        }
    }

    private void leaderboards(ResultReader reader) {
        ResultSpec spec = ResultSpec.top(job, "paths", BOARD, List.of("path"), "requests");
        try (SinkBench sink = SinkBench.of(redis, 5, spec)) {
            sink.results(batch(
                    BOARD, row(0L, 60_000L, 1L, "/a", 9L, "final", 0L), row(0L, 60_000L, 2L, "/b", 8L, "final", 0L)));
            sink.results(batch(BOARD, row(60_000L, 120_000L, 1L, "/a", 1L, "final", 0L)));
            sink.control(120_000);
            sink.results(batch(BOARD, row(0L, 60_000L, 1L, "/b", 10L, "late", 1L)));
            sink.control(120_001);
        }
        assertThat(reader.boards(spec, 0, Long.MAX_VALUE)).containsExactly(0L, 60_000L);
        assertThat(reader.board(spec, 0)).containsExactly(new ResultRow(0, 60_000, "late", 1, 5, row(1L, "/b", 10L)));
    }

    private void logs(ResultReader reader, ResultSpec spec) {
        try (SinkBench sink = SinkBench.of(redis, 5, spec)) {
            sink.replayable(1, batch(ALERTS, row("a", 1.5), row("b", null)));
            sink.replayable(1, batch(ALERTS, row("a", 1.5), row("b", null)));
            sink.replayable(2, batch(ALERTS, row("c", 2.5)));
        }
        List<ResultRow> rows = new ArrayList<>();
        String last = reader.log(spec, "", rows::add);
        assertThat(rows).extracting(ResultRow::values).containsExactly(row("a", 1.5), row("b", null), row("c", 2.5));
        assertThat(reader.log(spec, last, row -> {
                    throw new AssertionError("nothing stands behind the last row");
                }))
                .isEqualTo(last);
    }

    private void dead(ResultReader reader) {
        DeadLetters letters = new DeadLetters();
        byte[] record = "{\"ts\":".getBytes(StandardCharsets.UTF_8);
        letters.add(Reason.TRUNCATED, "ends in 'ts'", "flows", 3, 17, record, 0, record.length);
        try (SinkBench sink = new SinkBench(new DeadLetterBolt(redis, job, NoBoard.INSTANCE))) {
            sink.replayable(1, letters.drain());
        }
        List<Map<String, String>> read = new ArrayList<>();
        reader.dead(job, "", letter -> read.add(letter.fields()));
        assertThat(read)
                .containsExactly(Map.of(
                        "reason",
                        "truncated",
                        "detail",
                        "ends in 'ts'",
                        "source",
                        "flows",
                        "partition",
                        "3",
                        "offset",
                        "17",
                        "record",
                        "{\"ts\":"));
    }

    private void boards(ResultReader reader) {
        RedisJobBoards boards = new RedisJobBoards(redis, job, 5);
        boards.reset();
        try (JobBoard board = boards.open("in", 0, true)) {
            board.publish(Map.of("events_in", "7"));
            assertThat(board.flush(Duration.ofSeconds(5))).isTrue();
            assertThat(reader.health(job)).containsEntry(new HealthField("in", 0, "events_in"), "7");
        }
    }
}
