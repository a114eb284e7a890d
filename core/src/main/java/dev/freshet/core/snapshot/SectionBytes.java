package dev.freshet.core.snapshot;

import dev.freshet.core.key.KeyGroups;
import java.util.List;

/**
 * A task's snapshot as one run of bytes: a version, then each section's key group, version and bytes. It is read back by any number
 * of tasks, each of which is handed the key groups that it keeps.
 */
public final class SectionBytes implements SnapshotWriter {
    /** What the host of an operator keeps for itself: handed to nobody by {@link #reader}. */
    public static final int HOST = -2;

    private static final int VERSION = 1;

    private final StateOutput out = new StateOutput();

    public SectionBytes() {
        out.putUnsigned(VERSION);
    }

    @Override
    public void section(int keyGroup, int version, byte[] bytes, int from, int to) {
        if (keyGroup < HOST || keyGroup >= KeyGroups.COUNT) {
            throw new IllegalArgumentException("no key group " + keyGroup);
        }
        out.putUnsigned(keyGroup - HOST);
        out.putUnsigned(version);
        out.putBytes(bytes, from, to);
    }

    /** A copy of all sections so far. */
    public byte[] toBytes() {
        return out.toBytes();
    }

    /**
     * Hands over every section of a snapshot.
     *
     * @throws IllegalStateException if it is damaged, or of a version that is not known
     */
    public static void forEach(byte[] snapshot, SnapshotReader.Visitor visitor) {
        StateInput in = new StateInput(snapshot, 0, snapshot.length);
        long version = in.getUnsigned();
        if (version != VERSION) {
            throw new IllegalStateException(
                    "a snapshot of version " + version + " cannot be read (this is version " + VERSION + ")");
        }
        while (in.hasMore()) {
            int keyGroup = (int) in.getUnsigned() + HOST;
            int sectionVersion = (int) in.getUnsigned();
            int length = in.skipBytes();
            visitor.section(keyGroup, sectionVersion, in.bytes(), in.position() - length, in.position());
        }
    }

    /** The sections that one of {@code partitions} tasks is to be given out of several tasks' snapshots. */
    public static SnapshotReader reader(List<byte[]> snapshots, int partition, int partitions) {
        return visitor -> {
            for (byte[] snapshot : snapshots) {
                forEach(snapshot, (keyGroup, version, bytes, from, to) -> {
                    if (keyGroup == NO_KEY_GROUP
                            || (keyGroup >= 0 && KeyGroups.partition(keyGroup, partitions) == partition)) {
                        visitor.section(keyGroup, version, bytes, from, to);
                    }
                });
            }
        };
    }
}
