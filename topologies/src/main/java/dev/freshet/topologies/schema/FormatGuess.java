package dev.freshet.topologies.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Guesses a format where that is safe: by the name, else where most of the first lines can be nothing else. */
public final class FormatGuess {
    private static final int LINES = 50;
    private static final Pattern ACCESS_LOG = Pattern.compile("\\S+ \\S+ .+ \\[[^\\]]+] \".*");

    private FormatGuess() {}

    /** The format of a path's file, by name or content; empty for directories, globs and what cannot be told. */
    public static Optional<String> ofPath(String path) {
        String name = path.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zst|zstd)$", "");
        if (name.endsWith(".json") || name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return Optional.of("json");
        }
        if (name.endsWith(".csv")) {
            return Optional.of("csv");
        }
        if (name.endsWith(".tsv")) {
            return Optional.of("tsv");
        }
        try {
            Path file = Path.of(path);
            return Files.isRegularFile(file) ? of(Sample.of(file)) : Optional.empty();
        } catch (IOException | java.nio.file.InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The format of a sample. */
    public static Optional<String> of(Sample sample) {
        List<String> lines =
                sample.lines().subList(0, Math.min(LINES, sample.lines().size()));
        if (mostly(lines, line -> line.stripLeading().startsWith("{"))) {
            return Optional.of("json");
        }
        if (mostly(lines, line -> ACCESS_LOG.matcher(line).lookingAt())) {
            return Optional.of("access-log");
        }
        if (evenly(lines, '\t')) {
            return Optional.of("tsv");
        }
        return evenly(lines, ',') ? Optional.of("csv") : Optional.empty();
    }

    private static boolean mostly(List<String> lines, java.util.function.Predicate<String> test) {
        long good = lines.stream().filter(test).count();
        return good > 0 && good * 10 >= lines.size() * 8L;
    }

    private static boolean evenly(List<String> lines, char delimiter) {
        if (lines.size() < 2) {
            return false;
        }
        long inHeader = lines.get(0).chars().filter(c -> c == delimiter).count();
        return inHeader > 0
                && mostly(
                        lines, line -> line.chars().filter(c -> c == delimiter).count() >= inHeader);
    }
}
