package dev.freshet.testkit.simulator;

import dev.freshet.core.epoch.EpochStore;
import dev.freshet.core.epoch.MemoryEpochStore;
import dev.freshet.core.epoch.StoreException;
import java.util.Arrays;
import java.util.Collection;

/** A store that fails as told: before what it does, after it, or half way. */
final class SimStore implements EpochStore {
    final MemoryEpochStore durable = new MemoryEpochStore();
    private final boolean keepsGarbage;
    private int stalled;
    private int lostAnswers;
    private int partialWrites;

    SimStore(boolean keepsGarbage) {
        this.keepsGarbage = keepsGarbage;
    }

    void stall(int calls) {
        stalled += calls;
    }

    void loseAnswer() {
        lostAnswers++;
    }

    void tearWrite() {
        partialWrites++;
    }

    @Override
    public Versioned read() {
        before();
        return durable.read();
    }

    @Override
    public boolean compareAndSet(long expectedVersion, byte[] next) {
        before();
        boolean done = durable.compareAndSet(expectedVersion, next);
        after();
        return done;
    }

    @Override
    public void put(String name, byte[] blob) {
        before();
        if (partialWrites > 0) {
            partialWrites--;
            durable.put(name, Arrays.copyOf(blob, blob.length / 2));
            throw new StoreException("half of " + name);
        }
        durable.put(name, blob);
        after();
    }

    @Override
    public byte[] get(String name) {
        before();
        return durable.get(name);
    }

    @Override
    public void remove(Collection<String> names) {
        before();
        if (!keepsGarbage) {
            durable.remove(names);
        }
        after();
    }

    private void before() {
        if (stalled > 0) {
            stalled--;
            throw new StoreException("stalled");
        }
    }

    private void after() {
        if (lostAnswers > 0) {
            lostAnswers--;
            throw new StoreException("no answer");
        }
    }

    @Override
    public Collection<String> names() {
        return durable.names();
    }

    @Override
    public void close() {}
}
