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
        description = "Proposes the input of a pipeline file from a sample of its records.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  freshet schema orders.json.gz > shop.yaml"})
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
            System.out.print(SchemaInference.of(file, Optional.ofNullable(format), "events")
                    .yaml());
        } catch (IOException e) {
            throw CliException.failed("'" + file + "' cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw CliException.wrongUse(String.valueOf(e.getMessage()));
        }
        return Failures.DONE;
    }
}
