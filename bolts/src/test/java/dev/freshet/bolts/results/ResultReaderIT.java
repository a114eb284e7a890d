package dev.freshet.bolts.results;

import static dev.freshet.bolts.results.SinkBench.WINDOWS;
import static dev.freshet.bolts.results.SinkBench.batch;
import static dev.freshet.bolts.results.SinkBench.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bolts.health.RedisJobBoards;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.job.JobBoard;
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
