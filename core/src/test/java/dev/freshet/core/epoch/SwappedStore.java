package dev.freshet.core.epoch;

import java.util.Collection;

/** A store behind which another one can be put: as after a fail-over that lost something. */
final class SwappedStore implements EpochStore {
    private EpochStore store;

    SwappedStore(EpochStore store) {
        this.store = store;
    }

    void to(EpochStore other) {
        store = other;
    }

    @Override
    public Versioned read() {
        return store.read();
    }

    @Override
    public boolean compareAndSet(long expectedVersion, byte[] next) {
        return store.compareAndSet(expectedVersion, next);
    }

    @Override
    public void put(String name, byte[] blob) {
        store.put(name, blob);
    }

    @Override
    public byte[] get(String name) {
        return store.get(name);
    }

    @Override
    public void remove(Collection<String> names) {
        store.remove(names);
    }

    @Override
    public Collection<String> names() {
        return store.names();
    }

    @Override
    public void close() {
        store.close();
    }
}
