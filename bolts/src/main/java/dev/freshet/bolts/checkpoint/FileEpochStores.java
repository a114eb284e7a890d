package dev.freshet.bolts.checkpoint;

import dev.freshet.core.epoch.EpochStore;
import dev.freshet.core.epoch.EpochStoreFactory;
import java.nio.file.Path;

/**
 * Opens the store of a job's epochs in a directory that all workers share.
 *
 * @param directory the path; each job has a directory of its own in it
 * @param job the job's name
 */
public record FileEpochStores(String directory, String job) implements EpochStoreFactory {
    @Override
    public EpochStore open() {
        return new FileEpochStore(Path.of(directory), job);
    }
}
