package dev.freshet.topologies.job;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many processes of a cluster a job takes. */
public final class WorkersOption {
    @Option(names = "--workers", paramLabel = "N", description = "Worker processes.")
    private @Nullable Integer workers;

    /** Null where nothing was said. */
    public @Nullable Integer workers() {
        return workers;
    }

    /** The option once more as arguments. */
    public List<String> arguments() {
        return workers == null ? List.of() : List.of("--workers", Integer.toString(workers));
    }
}
