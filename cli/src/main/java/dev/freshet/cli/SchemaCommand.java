package dev.freshet.cli;

import dev.freshet.topologies.schema.SchemaInference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet schema}: a schema from a sample. */
@Command(
        name = "schema",
        description = "Proposes a pipeline file from a sample of its records: the input, and a result to begin with.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  freshet schema orders.json.gz > orders.yaml",
            "  freshet run orders.yaml --input orders.json.gz"
        })
final class SchemaCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE")
    private Path file = Path.of("");

    @Option(names = "--format", paramLabel = "F", description = "json, csv, tsv or access-log; found out unless given.")
    @Nullable
    private String format;

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw CliException.failed("there is no file '" + file + "'");
        }
        try {
            String name = String.valueOf(file.getFileName()).replaceFirst("\\..*", "");
            System.out.print(SchemaInference.of(file, Optional.ofNullable(format), "events")
                    .pipeline(name));
        } catch (IOException e) {
            throw CliException.failed("'" + file + "' cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw CliException.wrongUse(String.valueOf(e.getMessage()));
        }
        return Failures.DONE;
    }
}
