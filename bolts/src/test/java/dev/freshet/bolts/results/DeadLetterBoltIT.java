package dev.freshet.bolts.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.bolts.NoBoard;
import dev.freshet.bolts.health.RedisJobBoards;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.DeadLetters;
import dev.freshet.core.dead.Reason;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.testkit.RedisExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.storm.tuple.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

@ExtendWith(RedisExtension.class)
class DeadLetterBoltIT {
    private final String job = "job-" + UUID.randomUUID();

    @Test
    void writesEachLetterOnceAndCountsThemByReason(RedisServer redis) {
        RedisConfig config = RedisConfig.parse(redis.url());
        RedisJobBoards boards = new RedisJobBoards(config, job, 1);
        boards.reset();
        DeadLetterBolt bolt = new DeadLetterBolt(config, job, 100, Duration.ofMinutes(5), boards);
        try (SinkBench sink = new SinkBench(bolt);
                ResultReader reader = ResultReader.open(config);
                RedisClient client = RedisClient.create(redis.url())) {
            DeadLetters letters = new DeadLetters();
            byte[] record = {'{', (byte) 0xFF};
            letters.add(Reason.BAD_UTF8, "byte 1", "flows", 2, 9, record, 0, 2);
            letters.add(Reason.LATE, "late by 7.3 s", "flows", 2, -1);
            Batch both = letters.drain();
            Tuple first = sink.replayable(1, both);
            assertThat(sink.isAcked(first)).as("nothing has to follow it").isTrue();
            assertThat(sink.isAcked(sink.replayable(1, both))).isTrue();
            sink.control(Long.MAX_VALUE);

            List<Map<String, String>> read = new ArrayList<>();
            String last = reader.dead(job, "", letter -> read.add(letter.fields()));
            assertThat(read).hasSize(2);
            assertThat(read.get(0))
                    .containsEntry("reason", "bad_utf8")
                    .containsEntry("offset", "9")
                    .containsKey("record");
            assertThat(read.get(1))
                    .isEqualTo(
                            Map.of("reason", "late", "detail", "late by 7.3 s", "source", "flows", "partition", "2"));
            assertThat(client.pttl(ResultKeys.dead(job))).isBetween(200_000L, 300_000L);
            assertThat(reader.health(job))
                    .containsEntry(new HealthField("sink", 0, "letters"), "2")
                    .containsEntry(new HealthField("sink", 0, "letters.bad_utf8"), "1")
                    .containsEntry(new HealthField("sink", 0, "letters.late"), "1");

            letters.add(Reason.MALFORMED, "", "flows", 2, 10);
            sink.replayable(2, letters.drain());
            List<String> later = new ArrayList<>();
            reader.dead(job, last, letter -> later.add(letter.fields().getOrDefault("reason", "")));
            assertThat(later).containsExactly("malformed");
        }
    }

    @Test
    void keepsAboutAsManyAsItIsTold(RedisServer redis) {
        RedisConfig config = RedisConfig.parse(redis.url());
        DeadLetterBolt bolt = new DeadLetterBolt(config, job, 100, Duration.ofMinutes(5), NoBoard.INSTANCE);
        try (SinkBench sink = new SinkBench(bolt);
                ResultReader reader = ResultReader.open(config)) {
            DeadLetters letters = new DeadLetters();
            for (int i = 0; i < 2_000; i++) {
                letters.add(Reason.MALFORMED, "", "flows", 0, i);
            }
            sink.replayable(1, letters.drain());
            List<Long> offsets = new ArrayList<>();
            reader.dead(
                    job,
                    "",
                    letter -> offsets.add(Long.parseLong(letter.fields().getOrDefault("offset", "-1"))));
            assertThat(offsets)
                    .hasSizeBetween(100, 400)
                    .endsWith(1_998L, 1_999L)
                    .isSorted();
        }
    }

    @Test
    void refusesToKeepNothing() {
        RedisConfig config = RedisConfig.local(6379);
        assertThatThrownBy(() -> new DeadLetterBolt(config, job, 0, Duration.ofDays(1), NoBoard.INSTANCE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DeadLetterBolt(config, job, 1, Duration.ZERO, NoBoard.INSTANCE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
