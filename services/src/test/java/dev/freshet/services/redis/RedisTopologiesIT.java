package dev.freshet.services.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.services.process.Ports;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Servers that work together. */
class RedisTopologiesIT {
    private static final RedisOptions USER = RedisOptions.DEFAULT.withUser("alice", "s3cret");

    @Test
    void aClusterServesEverySlotAndLeavesNothing() throws IOException {
        List<Integer> ports;
        try (RedisCluster cluster = RedisCluster.start(USER)) {
            ports = cluster.nodes().stream().map(RedisServer::port).toList();
            assertThat(cluster.url()).startsWith("redis-cluster://alice:s3cret@127.0.0.1:" + ports.get(0) + ",");
            int taken = 0;
            for (int port : ports) {
                String answer = RedisWire.ask(port, USER, "SET", "answer", "42");
                taken += answer.contains("+OK\r\n+OK\r\n") ? 1 : 0;
                assertThat(answer).containsAnyOf("+OK\r\n+OK\r\n", "-MOVED ");
            }
            assertThat(taken).as("one node owns the key").isEqualTo(1);
        }
        assertThat(ports).hasSize(3).noneMatch(Ports::answers);
    }

    @Test
    void aSentinelMakesTheReplicaTheMaster() throws IOException {
        int port;
        try (RedisSentinel sentinel = RedisSentinel.start(USER)) {
            port = sentinel.replica().port();
            RedisWire.ask(sentinel.master().port(), USER, "SET", "answer", "42");
            assertThat(RedisWire.ask(port, USER, "SET", "answer", "43")).contains("-READONLY");
            sentinel.awaitReplicated();
            sentinel.master().kill();
            sentinel.awaitFailOver();
            assertThat(RedisWire.ask(port, USER, "GET", "answer")).contains("\r\n42\r\n");
        }
        assertThat(Ports.answers(port)).isFalse();
    }

    @Test
    void theirServersTakeFreePorts() {
        RedisOptions fixed = RedisOptions.DEFAULT.withPort(16_000);
        assertThatThrownBy(() -> RedisCluster.start(fixed)).hasMessageContaining("16000");
        assertThatThrownBy(() -> RedisSentinel.start(fixed)).hasMessageContaining("16000");
    }
}
