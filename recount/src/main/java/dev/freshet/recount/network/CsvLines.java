package dev.freshet.recount.network;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;

/** Writes what was counted as the lines of an exported file. */
final class CsvLines {
    /** Text by its UTF-8 bytes, NULL first. */
    static final Comparator<Optional<String>> TEXT = (a, b) -> a.isEmpty() || b.isEmpty()
            ? Boolean.compare(a.isPresent(), b.isPresent())
            : Arrays.compareUnsigned(
                    a.get().getBytes(StandardCharsets.UTF_8), b.get().getBytes(StandardCharsets.UTF_8));

    private CsvLines() {}

    /** A line per window and key, ordered by them. */
    static <K, A> List<String> ofWindows(
            String columns, RecountedWindows<K, A> windows, Comparator<K> order, BiFunction<K, A, List<Object>> cells) {
        List<String> lines = header(columns);
        windows.byStart()
                .forEach((start, counted) -> counted.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(order))
                        .forEach(entry -> lines.add(
                                line(start, windows.sizeMs(), cells.apply(entry.getKey(), entry.getValue())))));
        return lines;
    }

    /** The greatest of each window, ties by key. */
    static <K, A> List<String> ofTop(
            String columns,
            RecountedWindows<K, A> windows,
            int places,
            ToLongFunction<A> score,
            Comparator<K> order,
            BiFunction<K, A, List<Object>> cells) {
        List<String> lines = header(columns);
        Comparator<Map.Entry<K, A>> byScore =
                Comparator.comparingLong((Map.Entry<K, A> entry) -> score.applyAsLong(entry.getValue()));
        Comparator<Map.Entry<K, A>> byPlace = byScore.reversed().thenComparing(Map.Entry.comparingByKey(order));
        windows.byStart().forEach((start, counted) -> {
            int rank = 0;
            for (Map.Entry<K, A> entry :
                    counted.entrySet().stream().sorted(byPlace).limit(places).toList()) {
                List<Object> ranked = new ArrayList<>(List.of(++rank));
                ranked.addAll(cells.apply(entry.getKey(), entry.getValue()));
                lines.add(line(start, windows.sizeMs(), ranked));
            }
        });
        return lines;
    }

    private static List<String> header(String columns) {
        return new ArrayList<>(List.of("window_start,window_end," + columns));
    }

    private static String line(long startMs, long sizeMs, List<Object> cells) {
        StringBuilder line = new StringBuilder();
        line.append(Instant.ofEpochMilli(startMs)).append(',').append(Instant.ofEpochMilli(startMs + sizeMs));
        for (Object cell : cells) {
            line.append(',').append(cell instanceof Optional<?> text ? quoted(text) : cell.toString());
        }
        return line.toString();
    }

    private static String quoted(Optional<?> text) {
        if (text.isEmpty()) {
            return "";
        }
        String value = text.get().toString();
        boolean plain =
                !value.isEmpty() && value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
