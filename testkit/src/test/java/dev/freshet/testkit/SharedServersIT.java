package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.services.kafka.KafkaBroker;
import dev.freshet.services.process.Ports;
import dev.freshet.services.redis.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

class SharedServersIT {

    private static long redisPid;
    private static long kafkaPid;
    private static boolean shared;
    private static boolean answered;

    @Test
    void areStartedOnceAndClosedAtTheEndOfTheRun() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectClass(First.class), DiscoverySelectors.selectClass(Second.class))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(2).failed(0));
        assertThat(answered).isTrue();
        assertThat(shared).isTrue();
        assertThat(ProcessHandle.of(redisPid)).isEmpty();
        assertThat(ProcessHandle.of(kafkaPid)).isEmpty();
    }

    /** Run by the test above alone. */
    @ExtendWith({RedisExtension.class, KafkaExtension.class})
    static final class First {
        @Test
        void asks(RedisServer redis, KafkaBroker kafka) {
            redisPid = redis.pid();
            kafkaPid = kafka.pid();
            answered = Ports.answers(redis.port()) && kafka.isAlive();
        }
    }

    /** Run by the test above alone, after the first. */
    @ExtendWith({RedisExtension.class, KafkaExtension.class})
    static final class Second {
        @Test
        void asksAgain(RedisServer redis, KafkaBroker kafka) {
            shared = redis.pid() == redisPid && kafka.pid() == kafkaPid;
        }
    }
}
