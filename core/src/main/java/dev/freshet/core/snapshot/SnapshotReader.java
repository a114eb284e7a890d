package dev.freshet.core.snapshot;

/** The sections that {@link SnapshotWriter} took, of the key groups that this instance owns. */
public interface SnapshotReader {
    /** Hands every section to the visitor, in no particular order. */
    void forEach(Visitor visitor);

    /** Takes one section. */
    interface Visitor {
        /** The operator reads {@code bytes[from .. to)} during the call. */
        void section(int keyGroup, int version, byte[] bytes, int from, int to);
    }
}
