package dev.freshet.testkit.operator;

import dev.freshet.core.state.RowBytes;
import java.util.HashMap;
import java.util.Map;

/** Bytes in a map, which fail where they are not used as agreed. */
public final class CheckedBytes implements RowBytes {
    private final Map<Integer, byte[]> rows = new HashMap<>();

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
