package dev.freshet.bolts.results;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a field of {@code :health}: {@code <component>.<task>.<name>}.
 *
 * @param component the task's component
 * @param task the task's index within it
 * @param name what is told: a counter's name, {@code state}, {@code watermark_ms} …
 */
public record HealthField(String component, int task, String name) {
    private static final Pattern SHAPE = Pattern.compile("(.+?)\\.(\\d{1,9})\\.(.+)");

    /** Reads a name; empty for fields of the job as a whole. */
    public static Optional<HealthField> parse(String field) {
        Matcher shape = SHAPE.matcher(field);
        return shape.matches()
                ? Optional.of(new HealthField(shape.group(1), Integer.parseInt(shape.group(2)), shape.group(3)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return component + "." + task + "." + name;
    }
}
