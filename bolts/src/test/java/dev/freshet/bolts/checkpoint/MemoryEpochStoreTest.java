package dev.freshet.bolts.checkpoint;

import dev.freshet.core.epoch.EpochStore;
import dev.freshet.core.epoch.MemoryEpochStore;
import java.util.HashMap;
import java.util.Map;

class MemoryEpochStoreTest extends EpochStoreContract {
    private final Map<String, EpochStore> stores = new HashMap<>();

    @Override
    synchronized EpochStore open(String job) {
        return stores.computeIfAbsent(job, unused -> new MemoryEpochStore());
    }
}
