package dev.freshet.topologies.schema;

import dev.freshet.topologies.pipeline.Formats;
import dev.freshet.topologies.problem.Nearest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which columns of a file are the time, the name and the value of series.
 *
 * @param format what stands behind {@code format:} in an input, further lines included
 * @param time the field's text, as behind {@code ts:}
 * @param key as behind {@code key:}
 * @param value as behind {@code value:}
 */
public record SeriesColumns(String format, String time, String key, String value) {
    /** Lets a column be found. */
    public static final String AUTO = "auto";

    private static final List<String> TIMES = List.of("ts", "timestamp", "time", "datetime", "date");
    private static final String SOURCE = "VARCHAR FROM @source";

    /**
     * What is wanted, {@link #AUTO} where nothing is.
     *
     * @param settings what the names of settings begin with that say so: {@code monitor}
     * @param timeFormat as in {@code TIMESTAMP(ms)}
     * @param key may be {@code @source}
     */
    public record Wanted(String settings, String time, String timeFormat, String key, String value) {}

    /**
     * Looks at a file.
     *
     * @param formatName the format; empty to find out
     * @throws IllegalArgumentException saying what cannot be found
     */
    public static SeriesColumns of(Path file, Optional<String> formatName, Wanted wanted) throws IOException {
        Sample sample = Sample.of(file);
        String format = formatName
                .or(() -> FormatGuess.ofPath(file.toString()))
                .or(() -> FormatGuess.of(sample))
                .orElse("csv");
        SchemaInference.Columns columns = switch (format) {
            case "json" -> SchemaInference.json(sample);
            case "csv" -> SchemaInference.csv(sample, format, ',');
            case "tsv" -> SchemaInference.csv(sample, format, '\t');
            case "access-log" ->
                throw new IllegalArgumentException(file + " looks like an access log, which is no series of values");
            default -> throw new IllegalArgumentException(Nearest.message("format", format, Formats.NAMES));
        };
        if (columns.columns().isEmpty()) {
            throw new IllegalArgumentException("there is no " + format + " record in " + file);
        }
        return new Search(file, columns, wanted).found();
    }

    /** Without a file to look at: JSON or CSV with these names, or {@code ts}, {@code key} and {@code value}. */
    public static SeriesColumns unseen(Optional<String> formatName, Wanted wanted) {
        String timeFormat = wanted.timeFormat().equals(AUTO) ? "ms" : wanted.timeFormat();
        String key = wanted.key().equals(AUTO) ? "key" : wanted.key();
        return new SeriesColumns(
                formatName.orElse("json"),
                "TIMESTAMP(" + timeFormat + ")" + from(wanted.time().equals(AUTO) ? "ts" : wanted.time()),
                "VARCHAR" + from(key),
                "DOUBLE NULL" + from(wanted.value().equals(AUTO) ? "value" : wanted.value()));
    }

    private static String from(String path) {
        return " FROM " + path;
    }

    private record Search(Path file, SchemaInference.Columns in, Wanted wanted) {
        SeriesColumns found() {
            Map<String, ColumnGuess> columns = in.columns();
            String time = wanted.time().equals(AUTO) ? time() : required(".time", wanted.time());
            String format = wanted.timeFormat().equals(AUTO) ? guess(time).timeFormat() : wanted.timeFormat();
            if (format.isEmpty()) {
                throw new IllegalArgumentException(
                        "how column '" + time + "' of " + file + " writes its times cannot be told: say it by" + " -D "
                                + wanted.settings() + ".time-format=s|ms|us|iso|PATTERN");
            }
            String key = wanted.key().equals(AUTO) ? named("key").orElse("@source") : wanted.key();
            boolean ofSource = key.equals("@source");
            String keyColumn = ofSource ? "" : required(".key", key);
            String value = wanted.value().equals(AUTO)
                    ? named("value")
                            .or(() -> lastNumbers(time, keyColumn))
                            .orElseThrow(() -> new IllegalArgumentException("no column of " + file
                                    + " has numbers besides the time (there: " + String.join(", ", columns.keySet())
                                    + "); -D " + wanted.settings() + ".value=COLUMN says which it is"))
                    : required(".value", wanted.value());
            return new SeriesColumns(
                    in.format(),
                    "TIMESTAMP(" + format + ")" + from(path(time)),
                    ofSource ? SOURCE : keyType(keyColumn) + from(path(keyColumn)),
                    "DOUBLE NULL" + from(path(value)));
        }

        private String time() {
            for (String name : TIMES) {
                Optional<String> found = named(name);
                if (found.isPresent()) {
                    return found.get();
                }
            }
            return first(this::looksLikeTime)
                    .orElseThrow(
                            () -> new IllegalArgumentException("no column of " + file + " looks like a time (there: "
                                    + String.join(", ", in.columns().keySet())
                                    + "); say which it is by -D " + wanted.settings() + ".time=COLUMN"));
        }

        private Optional<String> lastNumbers(String time, String key) {
            return in.columns().keySet().stream()
                    .filter(name -> !name.equals(time) && !name.equals(key))
                    .filter(name ->
                            type(name).startsWith("DOUBLE") || type(name).startsWith("BIGINT"))
                    .reduce((a, b) -> b);
        }

        private Optional<String> named(String name) {
            return first(column -> column.equalsIgnoreCase(name));
        }

        private Optional<String> first(Predicate<String> test) {
            return in.columns().keySet().stream().filter(test).findFirst();
        }

        private String required(String setting, String name) {
            if (!in.columns().containsKey(name)) {
                throw new IllegalArgumentException(wanted.settings() + setting + ": "
                        + Nearest.message(
                                "column", name, List.copyOf(in.columns().keySet())) + " in " + file);
            }
            return name;
        }

        private boolean looksLikeTime(String name) {
            String format = guess(name).timeFormat();
            boolean isNumber = !format.isEmpty() && !format.equals("iso");
            return isNumber ? ColumnGuess.isTimeName(name.toLowerCase(Locale.ROOT)) : !format.isEmpty();
        }

        private String type(String name) {
            return guess(name).type(name.toLowerCase(Locale.ROOT), in.records());
        }

        private ColumnGuess guess(String name) {
            return in.columns().getOrDefault(name, new ColumnGuess());
        }

        /** JSON's numbers are no texts; those of CSV may be either. */
        private String keyType(String name) {
            return in.format().equals("json") && guess(name).isNumbers() ? "BIGINT" : "VARCHAR";
        }

        /** Where no record names the columns they are found by number. */
        private String path(String name) {
            return in.format().contains("header: false") ? name.replaceFirst("^column", "") : name;
        }
    }
}
