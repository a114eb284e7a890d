package dev.freshet.bolts.results;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.schema.Type;
import dev.freshet.core.text.DoubleText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * How values stand in Redis: integers in decimal, timestamps as epoch ms, doubles as {@link DoubleText} has them, booleans as
 * {@code true} and {@code false}, text and raw bytes as they are. A NULL is not written at all.
 */
final class CellText {
    private CellText() {}

    /** The bytes of a value that is not NULL. */
    static byte[] bytes(Column column, int row) {
        if (column instanceof BytesColumn text) {
            return Arrays.copyOfRange(text.data(), text.start(row), text.end(row));
        }
        return text(column, row).getBytes(StandardCharsets.UTF_8);
    }

    /** The text of a value that is not NULL. */
    static String text(Column column, int row) {
        if (column instanceof LongColumn values) {
            return Long.toString(values.get(row));
        }
        if (column instanceof DoubleColumn values) {
            return DoubleText.of(values.get(row));
        }
        if (column instanceof BooleanColumn values) {
            return Boolean.toString(values.get(row));
        }
        BytesColumn values = (BytesColumn) column;
        return values.type() == Type.VARCHAR
                ? values.text(row)
                : Base64.getEncoder()
                        .encodeToString(Arrays.copyOfRange(values.data(), values.start(row), values.end(row)));
    }

    /** The encoded key of a row. */
    static String key(Batch batch, int[] columns, int row) {
        if (columns.length == 1) {
            return part(batch.column(columns[0]), row);
        }
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < columns.length; i++) {
            if (i > 0) {
                key.append('|');
            }
            key.append(part(batch.column(columns[i]), row));
        }
        return key.toString();
    }

    private static String part(Column column, int row) {
        return column.isNull(row) ? ResultKeys.NULL : ResultKeys.encode(text(column, row));
    }
}
