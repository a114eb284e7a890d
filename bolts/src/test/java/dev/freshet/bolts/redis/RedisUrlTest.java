package dev.freshet.bolts.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.bolts.redis.RedisConfig.Mode;
import dev.freshet.bolts.redis.RedisConfig.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedisUrlTest {
    @Test
    void oneServer() {
        RedisConfig redis = RedisConfig.parse("redis://redis.example:6380/3");
        assertThat(redis.mode()).isEqualTo(Mode.STANDALONE);
        assertThat(redis.nodes()).containsExactly(new Node("redis.example", 6380));
        assertThat(redis.database()).isEqualTo(3);
        assertThat(redis.tls()).isFalse();
        assertThat(redis.user() + redis.password()).isEmpty();
        assertThat(redis).hasToString("redis://redis.example:6380/3");
        assertThat(RedisConfig.parse("redis://localhost").nodes()).containsExactly(new Node("localhost", 6379));
        assertThat(RedisConfig.parse("redis://127.0.0.1:7000")).isEqualTo(RedisConfig.local(7000));
    }

    @Test
    void userAndPasswordAreDecodedAndNeverPrinted() {
        RedisConfig redis = RedisConfig.parse("rediss://ann%40x:p%40ss%3Aw%2Ford+%25@h");
        assertThat(redis.tls()).isTrue();
        assertThat(redis.user()).isEqualTo("ann@x");
        assertThat(redis.password()).isEqualTo("p@ss:w/ord+%");
        assertThat(redis).hasToString("rediss://h:6379");
        assertThat(RedisConfig.parse("redis://:secret@h")).satisfies(config -> {
            assertThat(config.user()).isEmpty();
            assertThat(config.password()).isEqualTo("secret");
        });
        assertThat(RedisConfig.parse("redis://ann:a@b:c@h").password())
                .as("an at sign that was not encoded")
                .isEqualTo("a@b:c");
    }

    @Test
    void addressesOfTheSixthVersion() {
        RedisConfig redis = RedisConfig.parse("redis-cluster://[::1]:7000,[2001:db8::1],h:7002");
        assertThat(redis.mode()).isEqualTo(Mode.CLUSTER);
        assertThat(redis.nodes())
                .isEqualTo(List.of(new Node("::1", 7000), new Node("2001:db8::1", 6379), new Node("h", 7002)));
        assertThat(redis).hasToString("redis-cluster://[::1]:7000,[2001:db8::1]:6379,h:7002");
    }

    @Test
    void sentinels() {
        RedisConfig redis = RedisConfig.parse("rediss-sentinel://ann:s3cret@a,b:1000/main/2");
        assertThat(redis.mode()).isEqualTo(Mode.SENTINEL);
        assertThat(redis.nodes()).containsExactly(new Node("a", 26379), new Node("b", 1000));
        assertThat(redis.master()).isEqualTo("main");
        assertThat(redis.database()).isEqualTo(2);
        assertThat(redis).hasToString("rediss-sentinel://a:26379,b:1000/main/2");
    }

    @Test
    void timeOuts() {
        RedisConfig redis = RedisConfig.parse("redis://h?connect_ms=5&answer_ms=7");
        assertThat(redis.connectMs()).isEqualTo(5);
        assertThat(redis.answerMs()).isEqualTo(7);
        assertThat(RedisConfig.parse("redis://h").answerMs()).isEqualTo(RedisConfig.DEFAULT_ANSWER_MS);
    }

    @Test
    void allThatIsWrongIsToldAtOnceWithoutThePassword() {
        assertThatThrownBy(() -> RedisConfig.parse("http://ann:s3cret@a,b:99999/x?wait=1&answer_ms=0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scheme 'http' is none of redis, rediss")
                .hasMessageContaining("redis:// takes one host (has 2)")
                .hasMessageContaining("port must be a number from 1 to 65535 (is '99999')")
                .hasMessageContaining("database must be a number")
                .hasMessageContaining("option 'wait'")
                .hasMessageContaining("answer_ms must be a number from 1 to 600000 (is '0')")
                .hasMessageNotContaining("s3cret");
        for (String url : List.of(
                "redis:/ann:s3cret@h",
                "ann:s3cret@h",
                "redis://ann:s3cret@",
                "redis://ann:s3cret%zz@h",
                "",
                "redis-sentinel://ann:s3cret@h",
                "redis-cluster://ann:s3cret@h/1",
                "redis://ann:s3cret@h:",
                "redis://ann:s3cret@h/one")) {
            assertThatThrownBy(() -> RedisConfig.parse(url))
                    .as(url)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("s3cret");
        }
    }
}
