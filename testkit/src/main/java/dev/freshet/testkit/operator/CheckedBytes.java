package dev.freshet.testkit.operator;

import dev.freshet.core.state.RowBytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Bytes in a map, which fail where they are not used as agreed. */
public final class CheckedBytes implements RowBytes {
    private final Map<Integer, byte[]> rows = new HashMap<>();

    /** Places for {@link OperatorKit#run}, by chance: none, which keeps rows on the heap, or as many as are asked for. */
    public static Supplier<Optional<RowBytes>> perhaps(Random random) {
        boolean spills = random.nextInt(3) == 0;
        return () -> spills ? Optional.of(new CheckedBytes()) : Optional.empty();
    }

    @Override
    public void put(int slot, byte[] bytes) {
        if (rows.put(slot, bytes) != null) {
            throw new AssertionError("slot " + slot + " had bytes already");
        }
    }

    @Override
    public byte[] get(int slot) {
        byte[] bytes = rows.get(slot);
        if (bytes == null) {
            throw new AssertionError("slot " + slot + " has no bytes");
        }
        return bytes.clone();
    }

    @Override
    public void remove(int slot) {
        if (rows.remove(slot) == null) {
            throw new AssertionError("slot " + slot + " has no bytes");
        }
    }

    @Override
    public void clear() {
        rows.clear();
    }
}
