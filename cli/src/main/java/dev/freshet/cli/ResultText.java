package dev.freshet.cli;

import dev.freshet.bolts.results.ResultRow;
import dev.freshet.bolts.results.ResultSpec;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of results as text. */
final class ResultText {
    private ResultText() {}

    static List<String> names(ResultSpec spec) {
        return spec.valueFields().stream().map(Field::name).toList();
    }

    /** The row's values: NULL is empty, moments are ISO-8601. */
    static List<String> cells(ResultSpec spec, ResultRow row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < spec.valueFields().size(); i++) {
            cells.add(cell(spec.valueFields().get(i).type(), row.values().get(i)));
        }
        return cells;
    }

    static String cell(Type type, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        return type == Type.TIMESTAMP && value instanceof Long epochMs ? Numbers.time(epochMs) : String.valueOf(value);
    }
}
