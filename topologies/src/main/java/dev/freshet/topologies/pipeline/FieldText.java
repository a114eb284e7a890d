package dev.freshet.topologies.pipeline;

import dev.freshet.core.decode.FieldSpec;
import dev.freshet.core.decode.TimeFormat;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import dev.freshet.topologies.problem.Nearest;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field of an input as text: {@code TYPE[(time format)] [NULL] [FROM path]}.
 *
 * <pre>
 * BIGINT
 * VARCHAR NULL
 * VARCHAR FROM client.ip
 * TIMESTAMP(ms)   TIMESTAMP(s)   TIMESTAMP(us)   TIMESTAMP(iso)   TIMESTAMP(dd/MMM/yyyy:HH:mm:ss Z)
 * </pre>
 */
public final class FieldText {
    /** What is allowed, for messages. */
    public static final String ALLOWED = "BOOLEAN, BIGINT, DOUBLE, VARCHAR or TIMESTAMP(s|ms|us|iso|PATTERN), then NULL"
            + " where it may be missing, then FROM and where it stands in the record";

    private static final Pattern SHAPE = Pattern.compile(
            "([A-Za-z]+)\\s*(?:\\((.*)\\))?(?:\\s+(NOT\\s+NULL|NULL))?(?:\\s+FROM\\s+(\\S.*))?",
            Pattern.CASE_INSENSITIVE);
    private static final List<String> TYPES = List.of("BOOLEAN", "BIGINT", "DOUBLE", "VARCHAR", "TIMESTAMP");
    private static final Map<String, TimeFormat> FORMATS = Map.of(
            "s", TimeFormat.Epoch.SECONDS,
            "ms", TimeFormat.Epoch.MILLIS,
            "us", TimeFormat.Epoch.MICROS,
            "iso", new TimeFormat.Iso8601());

    private FieldText() {}

    /**
     * Reads a field.
     *
     * @throws PipelineException where it is none
     */
    public static FieldSpec parse(String name, String text) {
        Matcher shape = SHAPE.matcher(text.trim());
        if (!shape.matches()) {
            throw new PipelineException("field '" + name + "' must be " + ALLOWED + " (is '" + text + "')");
        }
        String typeName = shape.group(1).toUpperCase(Locale.ROOT);
        if (!TYPES.contains(typeName)) {
            throw new PipelineException(Nearest.message("type", shape.group(1), TYPES));
        }
        Type type = Type.valueOf(typeName);
        String format = shape.group(2);
        if (type != Type.TIMESTAMP && format != null) {
            throw new PipelineException("field '" + name + "': only TIMESTAMP takes a format (is '" + text + "')");
        }
        if (type == Type.TIMESTAMP && format == null) {
            throw new PipelineException(
                    "field '" + name + "' must say how its time is written: TIMESTAMP(s|ms|us|iso|PATTERN)");
        }
        boolean nullable = shape.group(3) != null && shape.group(3).length() == 4;
        String path = shape.group(4) == null ? name : shape.group(4).trim();
        return new FieldSpec(
                new Field(name, type, nullable),
                path,
                format == null ? TimeFormat.Epoch.MILLIS : timeFormat(name, format));
    }

    /** The text of a field. */
    public static String format(FieldSpec spec) {
        Field field = spec.field();
        return field.type()
                + (field.type() == Type.TIMESTAMP ? "(" + formatName(spec.timeFormat()) + ")" : "")
                + (field.nullable() ? " NULL" : "")
                + (spec.path().equals(field.name()) ? "" : " FROM " + spec.path());
    }

    private static TimeFormat timeFormat(String name, String format) {
        String bare = format.trim();
        if (bare.length() > 1
                && bare.startsWith("'")
                && bare.endsWith("'")
                && bare.indexOf('\'', 1) == bare.length() - 1) {
            bare = bare.substring(1, bare.length() - 1);
        }
        TimeFormat known = FORMATS.get(bare.toLowerCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        try {
            DateTimeFormatter unused = DateTimeFormatter.ofPattern(bare, Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            throw new PipelineException(
                    "field '" + name + "' has a time format that is none of s, ms, us, iso, nor a pattern of"
                            + " DateTimeFormatter: " + e.getMessage());
        }
        return new TimeFormat.Pattern(bare);
    }

    private static String formatName(TimeFormat format) {
        if (format instanceof TimeFormat.Pattern pattern) {
            return pattern.pattern();
        }
        return FORMATS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(format))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
