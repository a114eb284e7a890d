package dev.freshet.bolts.results;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.text.DoubleText;
import dev.freshet.core.text.LongText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows as lines of CSV (RFC 4180, LF, UTF-8), without a header: the event time in epoch ms, then each column as {@link CellText}
 * has it. NULL is nothing at all, an empty text is {@code ""}.
 */
final class CsvLines {
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    /** With the comma before it. */
    private static final int LONGEST_NUMBER = 1 + Math.max(DoubleText.MOST_BYTES, LongText.MOST_BYTES);

    private byte[] bytes = new byte[256];
    private int size;

    /** Adds a row. */
    void add(Batch batch, int row, int columns) {
        reserve(LONGEST_NUMBER);
        size = LongText.write(batch.eventTime(row), bytes, size);
        for (int c = 0; c < columns; c++) {
            reserve(LONGEST_NUMBER);
            bytes[size++] = ',';
            Column column = batch.column(c);
            if (!column.isNull(row)) {
                value(column, row);
            }
        }
        reserve(1);
        bytes[size++] = '\n';
    }

    /** Adds lines as they are. */
    void add(byte[] lines) {
        reserve(lines.length);
        System.arraycopy(lines, 0, bytes, size, lines.length);
        size += lines.length;
    }

    /** What was added, and nothing any more from then on. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, size);
        size = 0;
        return taken;
    }

    private void value(Column column, int row) {
        if (column instanceof LongColumn values) {
            size = LongText.write(values.get(row), bytes, size);
        } else if (column instanceof DoubleColumn values) {
            size = DoubleText.write(values.get(row), bytes, size);
        } else if (column instanceof BooleanColumn values) {
            byte[] text = values.get(row) ? TRUE : FALSE;
            System.arraycopy(text, 0, bytes, size, text.length);
            size += text.length;
        } else if (column instanceof BytesColumn values) {
            text(values.data(), values.start(row), values.end(row));
        }
    }

    private void text(byte[] from, int start, int end) {
        reserve(2 * (end - start) + 2);
        if (start < end && isPlain(from, start, end)) {
            System.arraycopy(from, start, bytes, size, end - start);
            size += end - start;
            return;
        }
        bytes[size++] = '"';
        for (int i = start; i < end; i++) {
            if (from[i] == '"') {
                bytes[size++] = '"';
            }
            bytes[size++] = from[i];
        }
        bytes[size++] = '"';
    }

    private static boolean isPlain(byte[] from, int start, int end) {
        for (int i = start; i < end; i++) {
            byte b = from[i];
            if (b == '"' || b == ',' || b == '\n' || b == '\r') {
                return false;
            }
        }
        return true;
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(Integer.MAX_VALUE - 8, 2L * bytes.length)));
        }
    }

    /** Hands over the cells of each line; a cell without anything is null. */
    static void forEach(String lines, Consumer<List<@Nullable String>> to) {
        List<@Nullable String> cells = new ArrayList<>();
        for (int at = 0; at < lines.length(); at++) {
            if (lines.charAt(at) == '"') {
                StringBuilder cell = new StringBuilder();
                for (at++; ; at++) {
                    char c = lines.charAt(at);
                    if (c == '"' && (++at == lines.length() || lines.charAt(at) != '"')) {
                        break;
                    }
                    cell.append(c);
                }
                cells.add(cell.toString());
            } else {
                int start = at;
                while (at < lines.length() && lines.charAt(at) != ',' && lines.charAt(at) != '\n') {
                    at++;
                }
                cells.add(at == start ? null : lines.substring(start, at));
            }
            if (at == lines.length() || lines.charAt(at) == '\n') {
                to.accept(cells);
                cells = new ArrayList<>(cells.size());
            }
        }
    }
}
