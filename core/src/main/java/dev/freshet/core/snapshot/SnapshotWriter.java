package dev.freshet.core.snapshot;

/**
 * Takes an operator's state as sections, each of one key group and one format version. State that belongs to no key goes
 * into {@link #NO_KEY_GROUP}, which every instance of the restored operator is given.
 */
public interface SnapshotWriter {
    int NO_KEY_GROUP = -1;

    /**
     * @param keyGroup the group whose keys the section holds, or {@link #NO_KEY_GROUP}
     * @param version the version of the operator's own format
     * @param bytes copied from {@code [from, to)}
     */
    void section(int keyGroup, int version, byte[] bytes, int from, int to);
}
