package dev.freshet.core.expr.space;

import com.uber.h3core.H3Core;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Cells of Uber's H3 as its addresses, hexadecimal text. The native library is loaded at the first cell. */
public final class H3Cells {
    /** The finest resolution. */
    public static final int FINEST = 15;

    private @Nullable H3Core core;

    /** Writes the cell of a place. @return where it ends in the target */
    public int write(double latitude, double longitude, int resolution, byte[] target, int at) {
        H3Core h3 = core;
        if (h3 == null) {
            h3 = Native.CORE;
            core = h3;
        }
        long cell = h3.latLngToCell(latitude, longitude, resolution);
        int digits = (67 - Long.numberOfLeadingZeros(cell)) / 4;
        for (int i = digits - 1; i >= 0; i--) {
            int digit = (int) cell & 15;
            target[at + i] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
            cell >>>= 4;
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
