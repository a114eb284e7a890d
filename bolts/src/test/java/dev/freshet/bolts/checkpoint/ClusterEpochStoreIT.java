package dev.freshet.bolts.checkpoint;

import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.epoch.EpochStore;
import dev.freshet.services.redis.RedisCluster;
import dev.freshet.services.redis.RedisOptions;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ClusterEpochStoreIT extends EpochStoreContract {
    private static final AtomicReference<@Nullable RedisCluster> CLUSTER = new AtomicReference<>();

    @BeforeAll
    static void start() {
        CLUSTER.set(RedisCluster.start(RedisOptions.DEFAULT));
    }

    @AfterAll
    static void stop() {
        RedisCluster cluster = CLUSTER.getAndSet(null);
        if (cluster != null) {
            cluster.close();
        }
    }

    @Override
    EpochStore open(String job) {
        RedisCluster cluster = CLUSTER.get();
        if (cluster == null) {
            throw new IllegalStateException("the Cluster is not up");
        }
        return new RedisEpochStores(RedisConfig.parse(cluster.url()), job).open();
    }
}
