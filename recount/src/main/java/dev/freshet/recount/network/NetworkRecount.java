package dev.freshet.recount.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Counts the network application's results again: one thread, hash maps, Jackson, java.time and regular expressions, the
 * whole input before the first result. It shares no code with the engine.
 *
 * <p>Lateness is modelled as decided in {@code docs/decisions/0002}: a window takes an event if it ends beyond the watermark
 * that the event's partition had before it.
 */
public final class NetworkRecount {
    private NetworkRecount() {}

    /**
     * Counts flow records.
     *
     * @param records in the order of their index; the record of index i is in partition i mod {@code partitions}
     * @param boundMs the input's bound of disorder, milliseconds
     */
    public static Recount flows(Iterator<byte[]> records, int partitions, long boundMs) {
        FlowRecount recount = new FlowRecount(partitions, boundMs);
        for (long index = 0; records.hasNext(); index++) {
            recount.add((int) (index % partitions), records.next());
        }
        return recount.finish();
    }

    /** Counts lines of an access log, all of one partition. */
    public static Recount accessLog(Iterator<byte[]> lines, long boundMs) {
        AccessRecount recount = new AccessRecount(1, boundMs);
        lines.forEachRemaining(line -> recount.add(0, line));
        return recount.finish();
    }

    /** Counts a file of an access log, plain or (by its name) gzip. */
    public static Recount accessLog(Path file, long boundMs) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            boolean zipped = file.toString().endsWith(".gz");
            return accessLog(
                    lines((zipped ? new GZIPInputStream(in) : in).readAllBytes())
                            .iterator(),
                    boundMs);
        }
    }

    /** Cuts text at its line feeds; what stands behind the last one is a line unless it is empty. */
    static List<byte[]> lines(byte[] text) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                lines.add(Arrays.copyOfRange(text, from, i));
                from = i + 1;
            }
        }
        if (from < text.length) {
            lines.add(Arrays.copyOfRange(text, from, text.length));
        }
        return lines;
    }
}
