package dev.freshet.core.decode.csv;

import dev.freshet.core.dead.Reason;
import dev.freshet.core.decode.scan.Cells;
import dev.freshet.core.decode.scan.Excerpt;
import dev.freshet.core.decode.scan.Fault;
import dev.freshet.core.decode.scan.Outcome;
import dev.freshet.core.decode.scan.RecordScanner;
import dev.freshet.core.decode.scan.Utf8;
import dev.freshet.core.decode.scan.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Records of separated values (RFC 4180), without the line break behind them; they may have line breaks inside quotes. An
 * empty field is NULL, a quoted empty one is the empty text; fields missing at the end are NULL. A field that begins with a
 * quote must end with one, others must have none.
 */
public final class CsvScanner implements RecordScanner {
    private static final int NO_COLUMN = -1;
    private static final int FAILED = -1;
    private static final long QUOTES = Words.repeat('"');

    private final byte delimiter;
    private final long delimiters;
    private final boolean hasHeader;
    private final String[] paths;
    private final Columns numbered;
    private final Map<Integer, Columns> byPartition = new HashMap<>();

    private byte[] data = new byte[0];
    private int to;
    private int fieldFrom;
    private int fieldTo;
    private byte fieldKind;

    /**
     * Which columns there are.
     *
     * @param slots for each column its slot, or {@link #NO_COLUMN}
     * @param count how many columns a record may have
     */
    private record Columns(int[] slots, int count) {
        int slot(int column) {
            return column < slots.length ? slots[column] : NO_COLUMN;
        }
    }

    /**
     * @param hasHeader whether the record at offset 0 of each partition names the columns
     * @param allPaths of all fields of the input, wanted or not: the name of a column or its number from 0; where neither
     *     can be, the field's own position
     * @param paths those of the slots; one that is not among all of them is in no record
     */
    public CsvScanner(char delimiter, boolean hasHeader, String[] allPaths, String[] paths) {
        if (delimiter > 0x7F || delimiter == '"' || delimiter == '\r' || delimiter == '\n') {
            throw new IllegalArgumentException("a delimiter must be ASCII and neither a quote nor a line break (U+"
                    + Integer.toHexString(delimiter) + ")");
        }
        this.delimiter = (byte) delimiter;
        this.delimiters = Words.repeat(delimiter);
        this.hasHeader = hasHeader;
        this.paths = paths.clone();
        int[] positions = new int[allPaths.length];
        for (int i = 0; i < allPaths.length; i++) {
            int number = number(allPaths[i]);
            positions[i] = number >= 0 ? number : i;
        }
        int last = Arrays.stream(positions).max().orElse(NO_COLUMN);
        boolean dense = Arrays.stream(positions).distinct().count() == last + 1L;
        int declaredColumns = dense ? last + 1 : Integer.MAX_VALUE;
        int[] slots = new int[last + 1];
        Arrays.fill(slots, NO_COLUMN);
        for (int slot = 0; slot < paths.length; slot++) {
            int field = Arrays.asList(allPaths).indexOf(paths[slot]);
            if (field < 0) {
                continue;
            }
            int column = positions[field];
            if (slots[column] != NO_COLUMN) {
                throw new IllegalArgumentException("two fields have the path '" + paths[slot] + "'");
            }
            slots[column] = slot;
        }
        numbered = new Columns(slots, declaredColumns);
    }

    @Override
    public Outcome scan(byte[] record, int from, int end, int partition, long offset, Cells cells, Fault fault) {
        if (!hasHeader) {
            return scan(record, from, end, numbered, cells, fault);
        }
        if (offset == 0) {
            header(partition, record, from, end);
            return Outcome.SKIPPED;
        }
        Columns columns = byPartition.get(partition);
        if (columns == null) {
            fault.set(Reason.MALFORMED, "no header was read for partition " + partition);
            return Outcome.REJECTED;
        }
        return scan(record, from, end, columns, cells, fault);
    }

    /** Names that no column has leave their fields missing; a byte order mark before the first is ignored. */
    @Override
    public void header(int partition, byte[] record, int from, int end) {
        boolean marked = end - from >= 3
                && record[from] == (byte) 0xEF
                && record[from + 1] == (byte) 0xBB
                && record[from + 2] == (byte) 0xBF;
        open(record, end);
        Map<String, Integer> positions = new HashMap<>();
        int at = marked ? from + 3 : from;
        int count = 0;
        Fault ignored = new Fault();
        while (at != FAILED && at <= to) {
            at = field(at, ignored);
            byte[] name = new byte[fieldTo - fieldFrom];
            int length = fieldKind == Cells.TEXT_ESCAPED ? unescape(record, fieldFrom, fieldTo, name) : name.length;
            if (fieldKind != Cells.TEXT_ESCAPED) {
                System.arraycopy(record, fieldFrom, name, 0, length);
            }
            positions.putIfAbsent(new String(name, 0, length, StandardCharsets.UTF_8), count++);
        }
        int[] slots = new int[count];
        Arrays.fill(slots, NO_COLUMN);
        for (int slot = 0; slot < paths.length; slot++) {
            Integer position = positions.get(paths[slot]);
            int column = position != null ? position : number(paths[slot]);
            if (column >= 0 && column < count) {
                slots[column] = slot;
            }
        }
        byPartition.put(partition, new Columns(slots, count));
    }

    /** Two quotes inside quotes are one. */
    @Override
    public int unescape(byte[] source, int from, int end, byte[] into) {
        int out = 0;
        for (int i = from; i < end; i++) {
            into[out++] = source[i];
            if (source[i] == '"') {
                i++;
            }
        }
        return out;
    }

    private Outcome scan(byte[] record, int from, int end, Columns columns, Cells cells, Fault fault) {
        open(record, end > from && record[end - 1] == '\r' ? end - 1 : end);
        cells.clear();
        int invalid = Utf8.firstInvalid(record, from, to);
        if (invalid >= 0) {
            fault.set(Reason.BAD_UTF8, "the record is not UTF-8 at " + Excerpt.of(record, invalid, to));
            return Outcome.REJECTED;
        }
        int column = 0;
        int at = from;
        while (at <= to) {
            if (column == columns.count()) {
                fault.set(
                        Reason.MALFORMED, "more than " + columns.count() + " columns, at " + Excerpt.of(data, at, to));
                return Outcome.REJECTED;
            }
            at = field(at, fault);
            if (at == FAILED) {
                return Outcome.REJECTED;
            }
            int slot = columns.slot(column++);
            if (slot != NO_COLUMN) {
                cells.set(slot, fieldKind, fieldFrom, fieldTo);
            }
        }
        return Outcome.FOUND;
    }

    private void open(byte[] record, int end) {
        data = record;
        to = end;
    }

    /** A field; the place behind the delimiter that follows it, behind the end where none does, or {@link #FAILED}. */
    private int field(int from, Fault fault) {
        if (from < to && data[from] == '"') {
            return quoted(from + 1, fault);
        }
        int i = Words.find(data, from, to, delimiters, QUOTES);
        if (i < to && data[i] == '"') {
            return malformed("a quote inside a field without quotes", from, i, fault);
        }
        found(i == from ? Cells.NULL : Cells.TEXT, from, i);
        return i + 1;
    }

    private int quoted(int from, Fault fault) {
        byte kind = Cells.TEXT;
        int i = Words.find(data, from, to, QUOTES, QUOTES);
        while (i < to) {
            if (i + 1 < to && data[i + 1] == '"') {
                kind = Cells.TEXT_ESCAPED;
                i = Words.find(data, i + 2, to, QUOTES, QUOTES);
            } else {
                found(kind, from, i);
                boolean ends = i + 1 == to || data[i + 1] == delimiter;
                return ends ? i + 2 : malformed("text behind a closing quote", from, i + 1, fault);
            }
        }
        found(Cells.TEXT, from, from);
        fault.set(Reason.TRUNCATED, "the record ends within quotes, after " + Excerpt.of(data, from, to));
        return FAILED;
    }

    private int malformed(String what, int from, int at, Fault fault) {
        found(Cells.TEXT, from, at);
        fault.set(Reason.MALFORMED, what + " at " + Excerpt.of(data, at, to));
        return FAILED;
    }

    private void found(byte kind, int from, int end) {
        fieldKind = kind;
        fieldFrom = from;
        fieldTo = end;
    }

    /** The number that a path is, or -1. */
    private static int number(String path) {
        boolean digits = !path.isEmpty() && path.length() <= 4 && path.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(path) : NO_COLUMN;
    }
}
