package dev.freshet.topologies.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.freshet.topologies.pipeline.Assembly;
import dev.freshet.topologies.pipeline.Formats;
import dev.freshet.topologies.problem.Nearest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Proposes an {@code inputs:} snippet from a file's first records: names, types, what may be missing, and which field is the
 * time. A proposal: what the rest of the file holds is not known.
 *
 * @param yaml the snippet
 * @param result a {@code results:} snippet to begin with: events per minute, by the first column that groups them
 * @param format the format's name
 * @param records how many records were looked at
 */
public record SchemaInference(String yaml, String result, String format, int records) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int MAX_DEPTH = 4;

    /**
     * Looks at a file.
     *
     * @param formatName the format; empty to find out
     * @param input the input's name; made fit where it is no name
     * @throws IllegalArgumentException where the format cannot be told, or there is no record of it
     */
    public static SchemaInference of(Path file, Optional<String> formatName, String input) throws IOException {
        Sample sample = Sample.of(file);
        String format = formatName
                .or(() -> FormatGuess.ofPath(file.toString()))
                .or(() -> FormatGuess.of(sample))
                .orElseThrow(() -> new IllegalArgumentException("the format of " + file
                        + " cannot be told from its name and first lines: say it by --format "
                        + String.join("|", Formats.NAMES)));
        String name = Assembly.NAME.matcher(input).matches() ? input : "events";
        return switch (format) {
            case "access-log" ->
                new SchemaInference(
                        "inputs:\n  " + name + ": { format: access-log, out-of-order: 2m }\n",
                        result(name, "status", ", sum(bytes) AS bytes"),
                        format,
                        sample.lines().size());
            case "linear-road" ->
                new SchemaInference(
                        "inputs:\n  " + name + ": { format: linear-road, max-ahead: 0s }\n",
                        result(name, "xway", ""),
                        format,
                        sample.lines().size());
            case "json" -> snippet(name, json(sample));
            case "csv" -> snippet(name, csv(sample, format, ','));
            case "tsv" -> snippet(name, csv(sample, format, '\t'));
            default -> throw new IllegalArgumentException(Nearest.message("format", format, Formats.NAMES));
        };
    }

    /** A pipeline's file that can be run as it is, if a field looks like the time. */
    public String pipeline(String pipelineName) {
        String fit = Assembly.NAME.matcher(pipelineName).matches() ? pipelineName : "events";
        return "name: " + fit + "\n" + yaml + result;
    }

    private static String result(String input, String key, String more) {
        return "results:\n  " + input + "_minute:\n    from: " + input + "\n"
                + (key.isEmpty() ? "" : "    by: " + key + "\n")
                + "    window: 1m\n    aggregate: count() AS events" + more + "\n";
    }

    /**
     * What the columns of a sample look like.
     *
     * @param format what stands behind {@code format:}, further lines included
     * @param columns by their paths
     * @param records how many were looked at
     */
    record Columns(String format, Map<String, ColumnGuess> columns, int records) {}

    static Columns json(Sample sample) {
        Map<String, ColumnGuess> columns = new LinkedHashMap<>();
        int records = 0;
        for (String line : sample.lines()) {
            JsonNode node;
            try {
                node = JSON.readTree(line);
            } catch (IOException e) {
                continue;
            }
            if (node != null && node.isObject()) {
                records++;
                members("", node, columns, 0);
            }
        }
        return new Columns("json", columns, records);
    }

    private static void members(String prefix, JsonNode node, Map<String, ColumnGuess> columns, int depth) {
        Iterator<Map.Entry<String, JsonNode>> members = node.properties().iterator();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            String path = prefix + member.getKey();
            JsonNode value = member.getValue();
            if (value.isObject() && depth < MAX_DEPTH) {
                members(path + ".", value, columns, depth + 1);
            } else if (!value.isArray()) {
                ColumnGuess column = columns.computeIfAbsent(path, unused -> new ColumnGuess());
                if (value.isNull()) {
                    column.missing();
                } else if (value.isBoolean()) {
                    column.bool();
                } else if (value.isNumber()) {
                    column.number(value.asText());
                } else {
                    column.text(value.asText());
                }
            }
        }
    }

    static Columns csv(Sample sample, String format, char delimiter) {
        Map<String, ColumnGuess> columns = new LinkedHashMap<>();
        int records = 0;
        boolean headed = true;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(String.join("\n", sample.lines()) + "\n")) {
            List<String> header = List.of();
            for (CsvRecord row : reader) {
                if (header.isEmpty()) {
                    headed = row.getFields().stream().noneMatch(ColumnGuess::isValue);
                    header = headed ? named(row.getFields()) : numbered(row.getFieldCount());
                    header.forEach(column -> columns.put(column, new ColumnGuess()));
                    if (headed) {
                        continue;
                    }
                }
                records++;
                for (int i = 0; i < Math.min(header.size(), row.getFieldCount()); i++) {
                    ColumnGuess column = columns.computeIfAbsent(header.get(i), unused -> new ColumnGuess());
                    column.cell(row.getField(i));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new Columns(headed ? format : format + "\n    header: false", columns, records);
    }

    /** Where no record names the columns, fields are found by their order. */
    private static List<String> numbered(int columns) {
        return IntStream.range(0, columns).mapToObj(i -> "column" + i).toList();
    }

    /** Columns without a name are found by their number. */
    private static List<String> named(List<String> header) {
        return IntStream.range(0, header.size())
                .mapToObj(i -> header.get(i).isBlank() ? String.valueOf(i) : header.get(i))
                .toList();
    }

    private static SchemaInference snippet(String name, Columns of) {
        String format = of.format();
        Map<String, ColumnGuess> columns = of.columns();
        int records = of.records();
        if (records == 0 || columns.isEmpty()) {
            throw new IllegalArgumentException("there is no " + format + " record in the sample");
        }
        StringBuilder fields = new StringBuilder();
        String time = "";
        String key = "";
        Set<String> taken = new HashSet<>();
        for (Map.Entry<String, ColumnGuess> entry : columns.entrySet()) {
            String path = entry.getKey();
            String column = path.replaceAll("[^A-Za-z0-9_]", "_");
            column = PLAIN.matcher(column).matches() ? column : "_" + column;
            while (!taken.add(column)) {
                column += "_";
            }
            String type = entry.getValue().type(column.toLowerCase(Locale.ROOT), records);
            if (type.startsWith("TIMESTAMP") && time.isEmpty()) {
                time = column;
                type = type.replace(" NULL", "");
            }
            if (key.isEmpty() && entry.getValue().groups(records)) {
                key = column;
            }
            String text = type + (column.equals(path) ? "" : " FROM " + path);
            fields.append("      ")
                    .append(column)
                    .append(": ")
                    .append(quoted(text))
                    .append('\n');
        }
        String timeLine = time.isEmpty()
                ? "    # no field looks like a time: an input needs one TIMESTAMP, named here\n    # time: …\n"
                : "    time: " + time + "\n";
        String yaml = "inputs:\n  " + name + ":\n    format: " + format + "\n    schema:\n" + fields + timeLine
                + "    out-of-order: 5s\n";
        return new SchemaInference(
                yaml, result(name, key, ""), format.lines().findFirst().orElse(format), records);
    }

    private static String quoted(String text) {
        return text.contains(": ") || text.contains("#") || text.contains("'")
                ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
                : text;
    }
}
