package dev.freshet.topologies.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bytes one after another, as many as there is memory for: in blocks, since an array ends at 2 GiB. */
final class Lines {
    private static final int FIRST_BYTES = 256;
    private static final int MOST_BYTES = 1 << 20;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] last = new byte[FIRST_BYTES];
    private int size;

    void add(byte[] line) {
        if (line.length > last.length - size) {
            full.add(Arrays.copyOf(last, size));
            last = new byte[Math.max(line.length, Math.min(MOST_BYTES, 2 * last.length))];
            size = 0;
        }
        System.arraycopy(line, 0, last, size, line.length);
        size += line.length;
    }

    void writeTo(OutputStream out) throws IOException {
        for (byte[] block : full) {
            out.write(block);
        }
        out.write(last, 0, size);
    }
}
