package dev.freshet.bolts.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.results.ResultKeys;
import dev.freshet.core.job.JobBoard;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.testkit.RedisExtension;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.RedisClient;

@ExtendWith(RedisExtension.class)
class RedisJobBoardIT {
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final String job = "job-" + UUID.randomUUID();

    @Test
    void writesWhatChangedAndTakesAwayWhatIsGone(RedisServer redis) {
        try (RedisClient client = RedisClient.create(redis.url());
                JobBoard board = open(redis)) {
            publish(board, Map.of("a", "1", "b", "1"));
            client.hset(health(), "in.0.a", "somebody else's");
            publish(board, Map.of("a", "1", "c", "2"));

            assertThat(client.hgetAll(health()))
                    .containsEntry("in.0.a", "somebody else's")
                    .containsEntry("in.0.c", "2")
                    .doesNotContainKey("in.0.b");
        }
    }

    @Test
    void aBoardThatRedisLostIsWrittenAnew(RedisServer redis) {
        try (RedisClient client = RedisClient.create(redis.url());
                JobBoard board = open(redis)) {
            publish(board, Map.of("a", "1"));
            client.del(health());
            publish(board, Map.of("a", "1"));
            publish(board, Map.of("a", "1"));

            assertThat(client.hgetAll(health())).containsEntry("in.0.a", "1").containsEntry("run", "5");
        }
    }

    private JobBoard open(RedisServer redis) {
        RedisJobBoards boards = new RedisJobBoards(RedisConfig.parse(redis.url()), job, 5);
        boards.reset();
        return boards.open("in", 0, true);
    }

    private static void publish(JobBoard board, Map<String, String> fields) {
        board.publish(fields);
        assertThat(board.flush(BOUND)).isTrue();
    }

    private String health() {
        return ResultKeys.health(job);
    }
}
