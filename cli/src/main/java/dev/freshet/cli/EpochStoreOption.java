package dev.freshet.cli;

import dev.freshet.core.epoch.EpochRecord;
import dev.freshet.core.epoch.EpochStore;
import dev.freshet.core.epoch.StoreException;
import dev.freshet.topologies.job.Checkpoints;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a command finds a job's epochs. */
final class EpochStoreOption {
    @Mixin
    private RedisOption redis = new RedisOption();

    @Option(
            names = "--store",
            paramLabel = "URL|file:///DIR",
            description = "The store of epochs, where the job has another one than the Redis of its results.")
    @Nullable
    private String place;

    /** Calls with the store and the job's record; fails with a clear message where there is none. */
    <T> T with(String job, BiFunction<EpochStore, EpochRecord, T> call) {
        try (EpochStore store = open(job)) {
            EpochRecord record = Checkpoints.record(store)
                    .orElseThrow(() -> CliException.failed("job '" + job + "' has no epochs in " + store
                            + "; it keeps some with checkpoint.interval above 0"));
            return call.apply(store, record);
        } catch (StoreException e) {
            throw CliException.failed("the store of epochs does not answer: " + e.getMessage());
        }
    }

    private EpochStore open(String job) {
        String chosen = place;
        try {
            return chosen == null || chosen.equals("redis")
                    ? Checkpoints.store("redis", redis.chosen(), job).open()
                    : Checkpoints.store(chosen, "", job).open();
        } catch (IllegalArgumentException e) {
            throw CliException.wrongUse((chosen == null ? "--redis: " : "--store: ") + e.getMessage());
        }
    }
}
