package dev.freshet.topologies.job;

import dev.freshet.spouts.file.FileList;
import dev.freshet.spouts.source.SourceFailure;
import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;
import dev.freshet.topologies.schema.SeriesColumns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the columns of an application's only input in the first of its files. */
final class SeriesInput {
    private SeriesInput() {}

    /**
     * What the columns are; of topics what is usual.
     *
     * @param format of the records; empty to find out
     * @return empty where they cannot be found, which is told
     */
    static Optional<SeriesColumns> columns(
            String input, JobSpec spec, Optional<String> format, SeriesColumns.Wanted wanted, Problems problems) {
        if (spec.inputs().isEmpty()) {
            return Optional.of(SeriesColumns.unseen(format, wanted));
        }
        try {
            Path first = FileList.expand(spec.inputs().stream()
                            .map(path -> path(input, path))
                            .toList())
                    .get(0);
            return Optional.of(SeriesColumns.of(first, format, wanted));
        } catch (SourceFailure | IOException e) {
            problems.failure(Place.of("--input"), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            problems.usage(Place.of("--input"), String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    /** The text with another part between two lines. */
    static String replaced(String text, String from, String to, String instead) {
        int begin = text.indexOf(from);
        int end = text.indexOf(to);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException("the pipeline has no part from " + from + " to " + to);
        }
        return text.substring(0, begin) + instead + text.substring(end);
    }

    /** A field's text in quotes. */
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String path(String input, String text) {
        return text.startsWith(input + "=") ? text.substring(input.length() + 1) : text;
    }
}
