package dev.freshet.core.key;

import dev.freshet.core.batch.Column;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;

/** A row's key in words, for messages. */
public final class KeyText {
    private static final int MOST_CHARS = 200;

    private KeyText() {}

    /**
     * The key's columns with their values: {@code key src=10.0.0.1, port=80}.
     *
     * @param row a physical row of the columns
     */
    public static String of(List<String> names, List<Column> columns, int row) {
        StringJoiner text = new StringJoiner(", ", "key ", "").setEmptyValue("the one key");
        for (int i = 0; i < names.size(); i++) {
            Object value = columns.get(i).value(row);
            String shown = value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
            text.add(names.get(i) + "=" + (shown.length() > MOST_CHARS ? shown.substring(0, MOST_CHARS) + "…" : shown));
        }
        return text.toString();
    }
}
