package dev.freshet.bolts.checkpoint;

import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.epoch.EpochStore;
import dev.freshet.core.epoch.EpochStoreFactory;

/**
 * Opens the store of a job's epochs in Redis.
 *
 * @param redis the server
 * @param job the job's name
 */
public record RedisEpochStores(RedisConfig redis, String job) implements EpochStoreFactory {
    @Override
    public EpochStore open() {
        return new RedisEpochStore(redis, job);
    }
}
