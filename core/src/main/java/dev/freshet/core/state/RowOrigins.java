package dev.freshet.core.state;

import dev.freshet.core.batch.Origin;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where rows come from: source, partition and offset, by the rows' slots. */
final class RowOrigins {
    private record Partition(String source, int partition) {
        static final Comparator<Partition> ORDER =
                Comparator.comparing(Partition::source).thenComparingInt(Partition::partition);
    }

    private final Map<Partition, Integer> numbers = new HashMap<>();
    private final List<Partition> partitions = new ArrayList<>();
    private int[] numberOf = new int[0];
    private long[] offsets = new long[0];

    /** Makes room for this many slots, or gives room back. */
    void resize(int slots) {
        numberOf = Arrays.copyOf(numberOf, slots);
        offsets = Arrays.copyOf(offsets, slots);
    }

    /** The number of a batch's origin, for {@link #set}. */
    int number(Origin origin) {
        return number(new Partition(origin.source(), origin.partition()));
    }

    void set(int slot, int number, long offset) {
        numberOf[slot] = number;
        offsets[slot] = offset;
    }

    /** Of one row. */
    Origin of(int slot) {
        Partition partition = partitions.get(numberOf[slot]);
        return new Origin(partition.source, partition.partition, offsets[slot], offsets[slot]);
    }

    int compare(int slot, int other) {
        if (numberOf[slot] != numberOf[other]) {
            return Partition.ORDER.compare(partitions.get(numberOf[slot]), partitions.get(numberOf[other]));
        }
        return Long.compare(offsets[slot], offsets[other]);
    }

    void write(int slot, StateOutput to) {
        Partition partition = partitions.get(numberOf[slot]);
        byte[] source = partition.source.getBytes(StandardCharsets.UTF_8);
        to.putBytes(source, 0, source.length);
        to.putLong(partition.partition);
        to.putLong(offsets[slot]);
    }

    void read(int slot, StateInput from) {
        int length = from.skipBytes();
        String source = new String(from.bytes(), from.position() - length, length, StandardCharsets.UTF_8);
        set(slot, number(new Partition(source, (int) from.getLong())), from.getLong());
    }

    long sizeBytes() {
        return 12L * offsets.length;
    }

    private int number(Partition partition) {
        Integer known = numbers.get(partition);
        if (known != null) {
            return known;
        }
        numbers.put(partition, partitions.size());
        partitions.add(partition);
        return partitions.size() - 1;
    }
}
