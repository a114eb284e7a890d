package dev.freshet.bolts.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.epoch.DamagedSnapshotException;
import dev.freshet.core.epoch.EpochStore;
import dev.freshet.core.epoch.MissingSnapshotException;
import dev.freshet.core.epoch.StoreException;
import dev.freshet.services.redis.RedisOptions;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.testkit.RandomSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.RedisClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisEpochStoreIT extends EpochStoreContract {
    private RedisServer redis = RedisServer.start();
    private RedisClient client = RedisClient.create(redis.url());

    @BeforeAll
    void ready() {
        assertThat(client.ping()).isEqualTo("PONG");
    }

    @BeforeEach
    void empty() {
        client.flushAll();
    }

    @AfterAll
    void stop() {
        client.close();
        redis.close();
    }

    @Override
    EpochStore open(String job) {
        return new RedisEpochStores(RedisConfig.parse(redis.url()), job).open();
    }

    @Test
    void noBitOfABlobMayChange(RandomSource random) {
        try (EpochStore store = open("damaged")) {
            byte[] blob = noise(random, BlobFormat.CHUNK_BYTES + 50);
            store.put("part", blob);
            byte[] key = utf8("freshet:{damaged}:epochs:part:part");
            Map<String, byte[]> good = new TreeMap<>();
            client.hgetAll(key).forEach((field, value) -> good.put(new String(field, StandardCharsets.UTF_8), value));
            assertThat(good).containsOnlyKeys("0", "1", "head");
            good.forEach((field, value) -> {
                assertThat(value.length).isLessThanOrEqualTo(BlobFormat.CHUNK_BYTES);
                for (int i = 0; i < Math.min(100, value.length); i++) {
                    byte[] bad = value.clone();
                    bad[i < 50 ? i : value.length - 1 - random.nextInt(0, value.length)] ^=
                            (byte) (1 << random.nextInt(0, 8));
                    client.hset(key, utf8(field), bad);
                    assertThatThrownBy(() -> store.get("part"))
                            .as("%s, byte %d", field, i)
                            .isInstanceOf(DamagedSnapshotException.class)
                            .hasMessageContaining("'part'");
                    // One flip of each large chunk shows what is behind its head too.
                    if (value.length > 1000 && i > 60) {
                        break;
                    }
                }
                client.hset(key, utf8(field), value);
            });
            assertThat(store.get("part")).isEqualTo(blob);
            client.hdel(key, utf8("1"));
            assertThatThrownBy(() -> store.get("part"))
                    .isInstanceOf(DamagedSnapshotException.class)
                    .hasMessage("snapshot 'part' is damaged: chunk 1 is missing");
        }
    }

    @Test
    void whatADeadWriterLeftIsNamedAndRemoved(RandomSource random) {
        try (EpochStore store = open("left")) {
            store.put("1/a", noise(random, 10));
            client.hdel("freshet:{left}:epochs:part:1/a", "head");
            client.sadd("freshet:{left}:epochs:names", "2/b");
            assertThatThrownBy(() -> store.get("1/a")).isInstanceOf(MissingSnapshotException.class);
            assertThat(store.names()).containsExactly("1/a", "2/b");
            store.remove(store.names());
            assertThat(client.keys("*")).isEmpty();
        }
    }

    @Test
    void allKeysOfAJobLieInOneSlotAndHaveNoEnd() {
        try (EpochStore store = open("a{b}c:1")) {
            store.compareAndSet(0, utf8("a"));
            store.put("x{y}|z", utf8("b"));
            assertThat(client.keys("*"))
                    .containsExactlyInAnyOrder(
                            "freshet:{a%7Bb%7Dc%3A1}:epochs",
                            "freshet:{a%7Bb%7Dc%3A1}:epochs:names", "freshet:{a%7Bb%7Dc%3A1}:epochs:part:x%7By%7D%7Cz");
        }
    }

    @Test
    void aServerThatForgotIsSeenToHaveForgotten() {
        try (EpochStore store = open("forgot");
                EpochStore other = open("forgot")) {
            store.compareAndSet(0, utf8("a"));
            assertRecord(store, 1, "a");
            client.flushAll();
            assertThat(store.read().version()).isZero();
            other.compareAndSet(0, utf8("b"));
            assertRecord(store, 1, "b");
            // Once more, with no look in between.
            client.flushAll();
            other.compareAndSet(0, utf8("c"));
            assertRecord(store, 1, "c");
        }
    }

    @Test
    void aServerThatIsAwayIsToldAndFoundAgain() {
        try (RedisServer server = RedisServer.start(RedisOptions.DEFAULT.withAppendOnly());
                EpochStore store = new RedisEpochStore(RedisConfig.parse(server.url()), "away")) {
            store.compareAndSet(0, utf8("a"));
            store.put("part", utf8("b"));
            server.stop();
            for (Runnable call : List.<Runnable>of(
                    store::read,
                    () -> store.compareAndSet(1, utf8("c")),
                    () -> store.put("part", utf8("d")),
                    () -> store.get("part"),
                    () -> store.remove(List.of("part")),
                    store::names)) {
                assertThatThrownBy(call::run)
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("redis://127.0.0.1:" + server.port());
            }
            server.restart();
            assertRecord(store, 1, "a");
            assertThat(store.get("part")).isEqualTo(utf8("b"));
            assertThat(store.compareAndSet(1, utf8("c"))).isTrue();
        }
    }

    @Test
    void aServerWithoutRoomIsTold(RandomSource random) {
        try (EpochStore store = open("full")) {
            store.put("1", utf8("a"));
            client.configSet("maxmemory", "1");
            try {
                assertThatThrownBy(() -> store.put("2", noise(random, 100)))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("maxmemory");
                assertThat(store.get("1")).isEqualTo(utf8("a"));
                store.remove(List.of("1"));
            } finally {
                client.configSet("maxmemory", "0");
            }
        }
    }
}
