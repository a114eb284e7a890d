package dev.freshet.spouts.file;

import dev.freshet.core.dead.DeadLetters;
import dev.freshet.core.dead.Reason;
import dev.freshet.spouts.source.Intake;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file record by record, each copied once from the block that was read. A record ends at LF or CR LF, or with the
 * file. A record that is too large is turned down, and passed over without being held whole.
 *
 * <p>Where a file cannot be read further (a corrupt or cut-off archive), what was read counts; the place is told as one
 * dead letter with what there is of the record, and the file ends there.
 */
final class RecordFile {
    private static final int BLOCK_BYTES = 1 << 17;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final Path file;
    private final Framing framing;
    private final int maxRecordBytes;
    private @Nullable InputStream in;
    private byte[] data = new byte[BLOCK_BYTES];
    private int start;
    private int limit;
    private long offset;
    private boolean opened;
    private boolean ended;
    private @Nullable IOException broken;

    RecordFile(Path file, Framing framing, int maxRecordBytes) {
        this.file = file;
        this.framing = framing;
        this.maxRecordBytes = maxRecordBytes;
    }

    /** The next record's number. */
    long offset() {
        return offset;
    }

    boolean ended() {
        return ended;
    }

    /** Takes the next record, or turns it down; false at the file's end. */
    boolean next(Intake into) {
        return next(into, true);
    }

    /** Passes over records up to the one with this number; returns the first record of the file if it was passed over. */
    byte @Nullable [] skipTo(long toOffset) {
        byte[] first = null;
        Intake passed = new Intake();
        while (offset < toOffset && next(passed, offset == 0)) {
            if (passed.records().count() == 1) {
                first = Arrays.copyOfRange(
                        passed.records().data(),
                        passed.records().start(0),
                        passed.records().end(0));
            }
            passed.clear();
        }
        return first;
    }

    void close() {
        ended = true;
        data = new byte[0];
        try (InputStream closing = in) {
            in = null;
        } catch (IOException e) {
            // Nothing was written, so nothing is lost by a file that does not close.
            broken = e;
        }
    }

    private boolean next(Intake into, boolean keep) {
        if (ended) {
            return false;
        }
        if (!opened) {
            opened = true;
            open();
        }
        framing.reset();
        int scan = start;
        boolean first = true;
        long dropped = 0;
        byte[] excerpt = null;
        while (true) {
            int end = framing.find(data, scan, limit, first);
            if (end >= 0) {
                take(into, keep, end, dropped, excerpt);
                start = end + 1;
                offset++;
                return true;
            }
            first = first && scan == limit;
            int pending = framing.resumeAt() - start;
            if (limit - start > maxRecordBytes + 1) {
                if (excerpt == null) {
                    excerpt = Arrays.copyOfRange(
                            data, start, start + Math.min(limit - start, DeadLetters.MAX_RECORD_BYTES));
                }
                // One byte is left, for the framing to look back at.
                int forget = Math.max(0, pending - 1);
                dropped += forget;
                start += forget;
                pending -= forget;
            }
            if (!fill()) {
                return last(into, keep, dropped, excerpt);
            }
            scan = start + pending;
        }
    }

    private void take(Intake into, boolean keep, int end, long dropped, byte @Nullable [] excerpt) {
        int stop = end > start && data[end - 1] == '\r' ? end - 1 : end;
        long length = dropped + stop - start;
        if (length > maxRecordBytes) {
            byte[] shown = excerpt == null
                    ? Arrays.copyOfRange(data, start, start + Math.min(stop - start, DeadLetters.MAX_RECORD_BYTES))
                    : excerpt;
            String detail = "the record has " + length + " bytes, more than " + maxRecordBytes;
            into.reject(Reason.TOO_LARGE, detail, offset, shown, 0, shown.length);
        } else if (keep) {
            into.records().add(data, start, stop, offset);
        }
    }

    private boolean last(Intake into, boolean keep, long dropped, byte @Nullable [] excerpt) {
        boolean some = limit > start || dropped > 0;
        IOException cause = broken;
        if (cause != null) {
            Reason reason = isCutOff(cause) ? Reason.TRUNCATED : Reason.MALFORMED;
            String detail = "file " + file + " cannot be read from record " + offset + " on: " + cause.getMessage();
            into.reject(reason, detail, offset, data, start, limit);
        } else if (some) {
            take(into, keep, limit, dropped, excerpt);
        }
        close();
        if (cause != null || some) {
            offset++;
            return true;
        }
        return false;
    }

    private static boolean isCutOff(IOException cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof EOFException || message.contains("runcated");
    }

    private void open() {
        try {
            in = Decompression.open(file);
        } catch (IOException e) {
            broken = e;
            return;
        }
        boolean more = true;
        while (more && limit < BYTE_ORDER_MARK.length) {
            more = fill();
        }
        if (limit >= BYTE_ORDER_MARK.length
                && Arrays.equals(data, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
            start = BYTE_ORDER_MARK.length;
        }
    }

    /** Fetches more behind what there is of the record, which moves to the block's beginning; false at the end. */
    private boolean fill() {
        if (broken != null) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(data, start, data, 0, limit - start);
            limit -= start;
            start = 0;
        }
        if (limit == data.length) {
            data = Arrays.copyOf(data, 2 * data.length);
        }
        try {
            int count = Objects.requireNonNull(in, "the file is open").read(data, limit, data.length - limit);
            limit += Math.max(0, count);
            return count >= 0;
        } catch (IOException e) {
            broken = e;
            return false;
        }
    }
}
