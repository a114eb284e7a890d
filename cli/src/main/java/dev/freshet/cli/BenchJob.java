package dev.freshet.cli;

import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobParameters;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Which job is compared, on what. */
final class BenchJob {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "JOB",
            description = "views, hop, topk, rules or join (default ${DEFAULT-VALUE}).")
    private String job = "views";

    @Option(names = "--events", paramLabel = "N", description = "Events in each run (default ${DEFAULT-VALUE}).")
    private long events = 40_000_000;

    @Option(names = "--source", description = "memory (default) or kafka: a broker of its own, in another process.")
    private SourceKind source = SourceKind.MEMORY;

    @Option(names = "--sink", description = "memory (default) or redis: a redis-server of its own.")
    private SinkKind sink = SinkKind.MEMORY;

    @Option(names = "--parallelism", paramLabel = "N", description = "Tasks of each part (default ${DEFAULT-VALUE}).")
    private int parallelism = 2;

    @Option(names = "--seed", paramLabel = "N", description = "Of the input.")
    @Nullable
    private Long seed;

    @Option(names = "--keys", paramLabel = "N", description = "How many different pages there are.")
    @Nullable
    private Integer keys;

    @Option(names = "--overlap", paramLabel = "N", description = "How many windows an event is in.")
    @Nullable
    private Integer overlap;

    @Option(names = "--disorder", paramLabel = "MS", description = "By how much events are out of order, milliseconds.")
    @Nullable
    private Long disorderMs;

    /** What was asked for; servers are still to be started. */
    RunSpec spec(CommandSpec command) {
        try {
            JobName name = JobName.of(job);
            return RunSpec.ofKinds(name, parameters(name), events, source, sink, parallelism);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private JobParameters parameters(JobName name) {
        JobParameters parameters = JobParameters.of(name);
        parameters = seed == null ? parameters : parameters.withSeed(seed);
        parameters = keys == null ? parameters : parameters.withKeys(keys);
        parameters = overlap == null ? parameters : parameters.withOverlap(overlap);
        return disorderMs == null ? parameters : parameters.withDisorder(disorderMs);
    }
}
