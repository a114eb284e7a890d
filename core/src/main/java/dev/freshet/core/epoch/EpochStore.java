package dev.freshet.core.epoch;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * One register with compare-and-set, linearizable, and blobs by name. Every method may throw {@link StoreException}: whether it was done is
 * then unknown, and it may be called again.
 */
public interface EpochStore extends AutoCloseable {
    /**
     * The register.
     *
     * @param version 0 when nothing was ever written, then one more with every write
     */
    record Versioned(long version, byte @Nullable [] value) {}

    Versioned read();

    /** Writes the register if it has the version that is expected; else returns false and changes nothing. */
    boolean compareAndSet(long expectedVersion, byte[] next);

    /** Writes a blob, which is durable and whole on return. The same name is given the same bytes only. */
    void put(String name, byte[] blob);

    /**
     * @throws MissingSnapshotException if there is no such blob
     * @throws DamagedSnapshotException if it is not what was put
     */
    byte[] get(String name);

    /** Removes blobs; those that are not there are no error. */
    void remove(Collection<String> names);

    /** The names of all blobs, those whose writer or remover died before it was done among them. Not for every step. */
    Collection<String> names();

    @Override
    void close();
}
