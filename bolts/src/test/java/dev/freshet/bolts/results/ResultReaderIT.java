package dev.freshet.bolts.results;

import static dev.freshet.bolts.results.SinkBench.WINDOWS;
import static dev.freshet.bolts.results.SinkBench.batch;
import static dev.freshet.bolts.results.SinkBench.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bolts.health.RedisJobBoards;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.job.JobBoard;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.services.process.Await;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.testkit.RedisExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

@ExtendWith(RedisExtension.class)
class ResultReaderIT {
    private final String job = "job-" + UUID.randomUUID();

    @Test
    void readsBackWhatTheSinkWrote(RedisServer redis) {
        RedisConfig config = RedisConfig.parse(redis.url());
        ResultSpec spec = ResultSpec.windows(job, "host_minute", WINDOWS, List.of("src"));
        try (SinkBench sink = SinkBench.of(config, 5, spec);
                ResultReader reader = ResultReader.open(config)) {
            sink.results(batch(
                    WINDOWS,
                    row(0L, 60_000L, "::1", 5L, 0.5, true, 7L, "final", 0L),
                    row(60_000L, 120_000L, "::1", null, null, null, null, "late", 1L)));
            sink.control(120_000);
            assertThat(reader.jobs()).contains(job);
            ResultSpec read = reader.results(job).get(0).spec();
            assertThat(read).isEqualTo(spec);
            assertThat(reader.keys(read)).containsExactly("%3A%3A1");
            List<ResultRow> rows = new ArrayList<>();
            reader.windows(read, "%3A%3A1", 0, Long.MAX_VALUE, rows::add);
            ResultRow first = new ResultRow(0, 60_000, "final", 0, 5, row("::1", 5L, 0.5, true, 7L));
            ResultRow second = new ResultRow(60_000, 120_000, "late", 1, 5, row("::1", null, null, null, null));
            assertThat(rows).containsExactly(first, second);
            assertThat(reader.latest(read, List.of("%3A%3A1", "none"))).isEqualTo(Map.of("%3A%3A1", second));
        }
    }

    @Test
    void readsPageByPageAndOnlyWhatIsAsked(RedisServer redis) {
        RedisConfig config = RedisConfig.parse(redis.url());
        Schema alerts = Schema.of(Field.required("n", Type.BIGINT));
        ResultSpec log = ResultSpec.log(job, "alerts", alerts);
        ResultSpec windows = ResultSpec.windows(job, "hosts", WINDOWS, List.of("src"));
        try (SinkBench logSink = SinkBench.of(config, 5, log);
                SinkBench windowSink = SinkBench.of(config, 5, windows);
                ResultReader reader = ResultReader.open(config)) {
            for (long n = 0; n < 1_203; n++) {
                logSink.replayable(n + 1, batch(alerts, row(n)));
                windowSink.results(
                        batch(WINDOWS, row(n * 1000, n * 1000 + 1000, "a", n, null, null, null, "final", 0L)));
            }
            windowSink.control(0);
            List<Object> numbers = new ArrayList<>();
            String last = reader.log(log, "", row -> numbers.add(row.values().get(0)));
            assertThat(numbers)
                    .hasSize(1_203)
                    .startsWith(0L, 1L)
                    .endsWith(1_202L)
                    .doesNotHaveDuplicates();
            logSink.replayable(2_000, batch(alerts, row(7L)));
            numbers.clear();
            reader.log(log, last, row -> numbers.add(row.values().get(0)));
            assertThat(numbers).containsExactly(7L);

            List<Long> starts = new ArrayList<>();
            reader.windows(windows, "a", 0, Long.MAX_VALUE, row -> starts.add(row.startMs()));
            assertThat(starts).hasSize(1_203).isSorted();
            starts.clear();
            reader.windows(windows, "a", 3_000, 5_000, row -> starts.add(row.startMs()));
            assertThat(starts).containsExactly(3_000L, 4_000L);
            starts.clear();
            reader.windows(windows, "nobody", 0, Long.MAX_VALUE, row -> starts.add(row.startMs()));
            assertThat(starts).isEmpty();
            assertThat(reader.result(job, "hosts")).isPresent();
            assertThat(reader.result(job, "nothing")).isEmpty();
            assertThat(reader.results("no such job")).isEmpty();
        }
    }

    @Test
    void windowsThatHaveExpiredAreLeftOut(RedisServer redis) {
        RedisConfig config = RedisConfig.parse(redis.url());
        ResultSpec spec = ResultSpec.windows(job, "hosts", WINDOWS, List.of("src"));
        try (SinkBench sink = SinkBench.of(config, 5, spec);
                ResultReader reader = ResultReader.open(config);
                RedisClient client = RedisClient.create(redis.url())) {
            sink.results(batch(
                    WINDOWS,
                    row(0L, 1_000L, "a", 1L, null, null, null, "final", 0L),
                    row(1_000L, 2_000L, "a", 2L, null, null, null, "final", 0L)));
            sink.control(0);
            client.del(ResultKeys.window(job, "hosts", "a", 0), ResultKeys.latest(job, "hosts", "a"));
            List<Long> starts = new ArrayList<>();
            reader.windows(spec, "a", 0, Long.MAX_VALUE, row -> starts.add(row.startMs()));
            assertThat(starts).containsExactly(1_000L);
            assertThat(reader.latest(spec, List.of("a"))).isEmpty();
        }
    }

    @Test
    void boardsTellEachOtherAndStartAfresh(RedisServer redis) {
        RedisConfig config = RedisConfig.parse(redis.url());
        RedisJobBoards boards = new RedisJobBoards(config, job, 3);
        boards.reset();
        try (JobBoard one = boards.open("in", 0, true);
                JobBoard two = boards.open("in", 1, true);
                ResultReader reader = ResultReader.open(config)) {
            one.publish(Map.of(JobBoard.WATERMARK_MS, "100", "events_in", "7"));
            two.progress(50);
            assertThat(one.flush(Duration.ofSeconds(5))).isTrue();
            assertThat(reader.health(job)).containsEntry(new HealthField("in", 0, "events_in"), "7");
            assertThat(one.othersWatermarkMs()).isEqualTo(50);
            assertThat(two.othersWatermarkMs())
                    .as("nothing is known of the other")
                    .isEqualTo(Long.MAX_VALUE);
            two.progress(Long.MAX_VALUE);
            assertThat(one.othersWatermarkMs()).isEqualTo(Long.MAX_VALUE);
            reader.requestDrain(job);
            Await.orFail("the drain to be seen", Duration.ofSeconds(5), one::drainRequested);

            new RedisJobBoards(config, job, 4).reset();
            one.publish(Map.of("events_in", "8"));
            assertThat(one.flush(Duration.ofSeconds(5))).isTrue();
            assertThat(reader.health(job)).as("a run before publishes no more").isEmpty();
        }
    }
}
