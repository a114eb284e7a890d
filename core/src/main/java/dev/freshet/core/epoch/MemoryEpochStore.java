package dev.freshet.core.epoch;

import java.util.Collection;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A store in memory, for tests and for one process: what it holds is lost with the process. */
public final class MemoryEpochStore implements EpochStore {
    private final TreeMap<String, byte[]> blobs = new TreeMap<>();
    private long version;
    private byte @Nullable [] value;

    @Override
    public synchronized Versioned read() {
        return new Versioned(version, value);
    }

    @Override
    public synchronized boolean compareAndSet(long expectedVersion, byte[] next) {
        if (expectedVersion != version) {
            return false;
        }
        version++;
        value = next;
        return true;
    }

    @Override
    public synchronized void put(String name, byte[] blob) {
        blobs.put(name, blob);
    }

    @Override
    public synchronized byte[] get(String name) {
        byte[] blob = blobs.get(name);
        if (blob == null) {
            throw new MissingSnapshotException("snapshot '" + name + "' is not in memory");
        }
        return blob;
    }

    @Override
    public synchronized void remove(Collection<String> names) {
        names.forEach(blobs::remove);
    }

    @Override
    public synchronized Set<String> names() {
        return new TreeSet<>(blobs.keySet());
    }

    /** Keeps what it holds: another task may have it open too. */
    @Override
    public void close() {}
}
