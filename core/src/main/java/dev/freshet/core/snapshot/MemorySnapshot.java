package dev.freshet.core.snapshot;

import dev.freshet.core.key.KeyGroups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A snapshot held in memory: what one or more tasks of an operator wrote, to be read by any number of tasks. */
public final class MemorySnapshot implements SnapshotWriter {
    private record Section(int keyGroup, int version, byte[] bytes) {}

    private final List<Section> sections = new ArrayList<>();

    @Override
    public void section(int keyGroup, int version, byte[] bytes, int from, int to) {
        if (keyGroup < NO_KEY_GROUP || keyGroup >= KeyGroups.COUNT) {
            throw new IllegalArgumentException("no key group " + keyGroup);
        }
        sections.add(new Section(keyGroup, version, Arrays.copyOfRange(bytes, from, to)));
    }

    /** The sections that one of {@code partitions} tasks is to be given. */
    public SnapshotReader reader(int partition, int partitions) {
        return visitor -> {
            for (Section section : sections) {
                if (section.keyGroup == NO_KEY_GROUP
                        || KeyGroups.partition(section.keyGroup, partitions) == partition) {
                    visitor.section(section.keyGroup, section.version, section.bytes, 0, section.bytes.length);
                }
            }
        };
    }

    /** How many bytes all sections have. */
    public long sizeBytes() {
        return sections.stream().mapToLong(section -> section.bytes.length).sum();
    }
}
