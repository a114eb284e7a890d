package dev.freshet.cli;

import dev.freshet.bolts.results.ResultReader;
import dev.freshet.topologies.export.Exporter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/** Writes a job's results as CSV, and says so. */
final class Exports {
    private Exports() {}

    static void write(ResultReader results, String job, Path directory, PrintStream messages) {
        try {
            Map<String, Long> rows = Exporter.export(results, job, directory);
            long all = rows.values().stream().mapToLong(Long::longValue).sum();
            messages.println(
                    "freshet: exported " + Numbers.count(all) + " rows of " + rows.size() + " results to " + directory);
        } catch (IOException e) {
            throw CliException.failed("the results cannot be written to " + directory + ": " + e.getMessage());
        }
    }
}
