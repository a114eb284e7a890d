package dev.freshet.topologies.export;

import dev.freshet.bolts.results.ResultKind;
import dev.freshet.bolts.results.ResultMeta;
import dev.freshet.bolts.results.ResultReader;
import dev.freshet.bolts.results.ResultRow;
import dev.freshet.bolts.results.ResultSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes each result of a job as {@code <result>.csv}: one row per key and window, its last revision, of the job's last run
 * only. Columns are {@code window_start, window_end}, then the result's own; rows are ordered by window, then key, those of a
 * leaderboard by window, then rank. A log has {@code time} instead of the window and is ordered by it; one that keeps the rows
 * of each key in the order in which they came has neither, and is ordered by key; one that has a column {@code time} of its own has only that. All that is still in it is written. A result without rows gives the header alone. One result at a time is held in memory.
 */
public final class Exporter {
    private Exporter() {}

    /**
     * Writes all results of a job.
     *
     * @param directory made if it is missing
     * @return the number of rows by result
     * @throws IOException where a file cannot be written, or a result cannot be listed because it keeps neither keys nor index
     */
    public static Map<String, Long> export(ResultReader reader, String job, Path directory) throws IOException {
        List<ResultMeta> results = reader.results(job);
        for (ResultMeta result : results) {
            requireListed(result.spec());
        }
        Files.createDirectories(directory);
        Map<String, Long> rows = new LinkedHashMap<>();
        for (ResultMeta result : results) {
            ResultTable table = new ResultTable(result.spec());
            read(reader, result, table);
            String name = result.spec().result();
            rows.put(name, table.write(directory.resolve(name + ".csv")));
        }
        return rows;
    }

    private static void requireListed(ResultSpec result) throws IOException {
        if (result.kind() == ResultKind.WINDOW && !(result.keys() && result.index())) {
            throw new IOException("result '" + result.result()
                    + "' cannot be exported: without 'keys' and 'index' its windows are not listed in Redis (keys "
                    + result.keys() + ", index " + result.index() + ")");
        }
    }

    private static void read(ResultReader reader, ResultMeta result, ResultTable table) {
        ResultSpec spec = result.spec();
        Consumer<ResultRow> ofThisRun = row -> {
            if (row.generation() >= result.run()) {
                table.add(row);
            }
        };
        switch (spec.kind()) {
            case WINDOW ->
                reader.keys(spec).forEach(key -> reader.windows(spec, key, Long.MIN_VALUE, Long.MAX_VALUE, ofThisRun));
            case TOP ->
                reader.boards(spec, Long.MIN_VALUE, Long.MAX_VALUE)
                        .forEach(start -> reader.board(spec, start).forEach(ofThisRun));
            case LOG -> reader.lines(spec, "", table::add);
        }
    }
}
