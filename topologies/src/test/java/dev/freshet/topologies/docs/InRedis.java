package dev.freshet.topologies.docs;

import dev.freshet.bolts.results.ResultKeys;
import dev.freshet.bolts.results.ResultKind;
import dev.freshet.bolts.results.ResultRow;
import dev.freshet.bolts.results.ResultSpec;
import dev.freshet.core.schema.Field;
import dev.freshet.topologies.deploy.PlanDriver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the contract of docs/results.md says that Redis answers when it holds what a driver's results hold. */
final class InRedis {
    private static final Pattern HGET = Pattern.compile("HGET '([^']+)' (\\w+)");
    private static final Pattern ZREVRANGE = Pattern.compile("ZREVRANGE '([^']+)' 0 -1");
    private static final Pattern XLEN = Pattern.compile("XLEN '([^']+)'");

    private final Map<String, Map<String, String>> hashes = new LinkedHashMap<>();
    private final Map<String, List<String>> boards = new LinkedHashMap<>();
    private final Map<String, Integer> logs = new LinkedHashMap<>();

    InRedis(PlanDriver driver, List<String> results) {
        for (String result : results) {
            ResultSpec spec = driver.result(result);
            List<ResultRow> rows = new ArrayList<>(driver.rows(result));
            rows.sort(Comparator.comparingLong(row -> id(spec, row)));
            switch (spec.kind()) {
                case WINDOW -> rows.forEach(row -> window(spec, row));
                case TOP -> rows.forEach(row -> board(spec, row));
                case LOG -> logs.put(ResultKeys.log(spec.job(), spec.result()), rows.size());
            }
        }
    }

    String answer(String command) {
        Matcher hget = HGET.matcher(command);
        if (hget.matches()) {
            return String.valueOf(hash(hget.group(1)).get(hget.group(2)));
        }
        Matcher range = ZREVRANGE.matcher(command);
        if (range.matches()) {
            return String.join(" ", boards.getOrDefault(range.group(1), List.of()));
        }
        Matcher length = XLEN.matcher(command);
        if (length.matches()) {
            return String.valueOf(logs.get(length.group(1)));
        }
        throw new AssertionError("no such command in pages: " + command);
    }

    private Map<String, String> hash(String key) {
        return Objects.requireNonNull(hashes.get(key), () -> "no " + key + " among " + hashes.keySet());
    }

    private static long id(ResultSpec spec, ResultRow row) {
        return spec.kind() != ResultKind.LOG && spec.byEnd() ? row.endMs() : row.startMs();
    }

    private void window(ResultSpec spec, ResultRow row) {
        Map<String, String> fields = new LinkedHashMap<>();
        List<Field> columns = spec.valueFields();
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.values().get(i);
            if (value != null) {
                fields.put(columns.get(i).name(), value.toString());
            }
        }
        fields.put("_start", "" + row.startMs());
        fields.put("_end", "" + row.endMs());
        fields.put("_kind", row.kind());
        fields.put("_rev", "" + row.revision());
        String key = key(spec, row);
        hashes.put(ResultKeys.window(spec.job(), spec.result(), key, id(spec, row)), fields);
        if (spec.latest()) {
            hashes.put(ResultKeys.latest(spec.job(), spec.result(), key), fields);
        }
    }

    /** Rows come by rank. */
    private void board(ResultSpec spec, ResultRow row) {
        boards.computeIfAbsent(ResultKeys.top(spec.job(), spec.result(), id(spec, row)), unused -> new ArrayList<>())
                .add(key(spec, row));
    }

    private static String key(ResultSpec spec, ResultRow row) {
        List<String> names = spec.valueFields().stream().map(Field::name).toList();
        List<@Nullable String> parts = new ArrayList<>();
        for (String column : spec.keyColumns()) {
            Object value = row.values().get(names.indexOf(column));
            parts.add(value == null ? null : value.toString());
        }
        return ResultKeys.join(parts);
    }
}
