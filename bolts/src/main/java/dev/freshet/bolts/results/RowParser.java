package dev.freshet.bolts.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one result, typed by its description. */
final class RowParser {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Field> fields;

    RowParser(ResultSpec spec) {
        this.fields = spec.valueFields();
    }

    /** A window's HASH. */
    ResultRow window(Map<String, String> hash) {
        return row(hash, values(hash::get));
    }

    /** A row of a leaderboard: the HASH of its rows tells the window, the JSON the values. */
    ResultRow board(Map<String, String> hash, String json) {
        try {
            JsonNode row = JSON.readTree(json);
            return row(hash, values(name -> row.has(name) ? row.get(name).asText() : null));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a row of a leaderboard is not JSON: " + json, e);
        }
    }

    /** The rows of an entry of a log. */
    void log(Map<String, String> entry, Consumer<LogLine> to) {
        String lines = entry.get(PackedLog.DATA);
        if (lines == null) {
            List<@Nullable String> texts = new ArrayList<>(fields.size());
            fields.forEach(field -> texts.add(entry.get(field.name())));
            to.accept(new LogLine(number(entry, LogStream.TIME), texts));
        } else {
            CsvLines.forEach(
                    lines,
                    cells ->
                            to.accept(new LogLine(Long.parseLong(requireTime(cells)), cells.subList(1, cells.size()))));
        }
    }

    ResultRow row(LogLine line) {
        List<@Nullable Object> values = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            String text = line.texts().get(i);
            values.add(text == null ? null : value(fields.get(i).type(), text));
        }
        return new ResultRow(line.timeMs(), line.timeMs(), "", 0, 0, values);
    }

    private String requireTime(List<@Nullable String> cells) {
        String time = cells.get(0);
        if (time == null || cells.size() != fields.size() + 1) {
            throw new IllegalArgumentException("a row of a log is not what its description says: " + cells);
        }
        return time;
    }

    private static ResultRow row(Map<String, String> hash, List<@Nullable Object> values) {
        return new ResultRow(
                number(hash, "_start"),
                number(hash, "_end"),
                hash.getOrDefault("_kind", ""),
                number(hash, "_rev"),
                number(hash, "_gen"),
                values);
    }

    private List<@Nullable Object> values(Function<String, @Nullable String> texts) {
        List<@Nullable Object> values = new ArrayList<>(fields.size());
        for (Field field : fields) {
            String text = texts.apply(field.name());
            values.add(text == null ? null : value(field.type(), text));
        }
        return values;
    }

    static Object value(Type type, String text) {
        return switch (type) {
            case BOOLEAN -> Boolean.valueOf(text);
            case BIGINT, TIMESTAMP -> Long.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case VARCHAR, VARBINARY -> text;
        };
    }

    private static long number(Map<String, String> hash, String field) {
        return Long.parseLong(hash.getOrDefault(field, "0"));
    }
}
