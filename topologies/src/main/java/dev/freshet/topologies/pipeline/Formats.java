package dev.freshet.topologies.pipeline;

import dev.freshet.core.decode.InputFormat;
import java.util.List;
import java.util.Optional;

/** The names of formats. */
public final class Formats {
    public static final List<String> NAMES = List.of("json", "csv", "tsv", "access-log", "linear-road");

    private Formats() {}

    /** The format of a name; {@code csv} and {@code tsv} with a header. */
    public static Optional<InputFormat> named(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "json" -> new InputFormat.Json();
                    case "csv" -> new InputFormat.Csv(',', true);
                    case "tsv" -> new InputFormat.Csv('\t', true);
                    case "access-log" -> new InputFormat.AccessLog();
                    case "linear-road" -> new InputFormat.LinearRoad();
                    default -> null;
                });
    }

    public static String name(InputFormat format) {
        if (format instanceof InputFormat.Csv csv) {
            return csv.delimiter() == '\t' ? "tsv" : "csv";
        }
        if (format instanceof InputFormat.LinearRoad) {
            return "linear-road";
        }
        return format instanceof InputFormat.Json ? "json" : "access-log";
    }
}
