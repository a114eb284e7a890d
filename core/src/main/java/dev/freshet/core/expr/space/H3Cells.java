package dev.freshet.core.expr.space;

import com.uber.h3core.H3Core;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Cells of Uber's H3 as its addresses, hexadecimal text. The native library is loaded at the first cell. */
public final class H3Cells {
    /** The finest resolution. */
    public static final int FINEST = 15;
    /** How many steps around a cell may be asked for. */
    public static final int WIDEST = 10;
    /** The most characters of an address. */
    public static final int LONGEST = 16;

    private @Nullable H3Core core;

    /** Writes the cell of a place. @return where it ends in the target */
    public int write(double latitude, double longitude, int resolution, byte[] target, int at) {
        return write(cell(latitude, longitude, resolution), target, at);
    }

    /** The cell of a place. */
    public long cell(double latitude, double longitude, int resolution) {
        return core().latLngToCell(latitude, longitude, resolution);
    }

    /** The cells within so many steps of a cell, which is among them, ascending. */
    public long[] disk(long cell, int steps) {
        return core().gridDisk(cell, steps).stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
    }

    private H3Core core() {
        H3Core h3 = core;
        if (h3 == null) {
            h3 = Native.CORE;
            core = h3;
        }
        return h3;
    }

    /** Writes the address of a cell. @return where it ends in the target */
    public static int write(long cell, byte[] target, int at) {
        int digits = (67 - Long.numberOfLeadingZeros(cell)) / 4;
        for (int i = digits - 1; i >= 0; i--) {
            int digit = (int) (cell >>> 4 * (digits - 1 - i)) & 15;
            target[at + i] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
        }
        return at + digits;
    }

    /** Holds the one instance, made when it is first asked for. */
    private static final class Native {
        static final H3Core CORE = load();

        private static H3Core load() {
            try {
                return H3Core.newInstance();
            } catch (IOException e) {
                throw new UncheckedIOException("the native library of H3 cannot be loaded", e);
            }
        }
    }
}
