package dev.freshet.cli;

import dev.freshet.bolts.results.ResultMeta;
import dev.freshet.bolts.results.ResultReader;
import dev.freshet.bolts.results.ResultSpec;
import dev.freshet.core.epoch.EpochHealth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet results}: what stands in Redis. */
@Command(
        name = "results",
        description = "Shows jobs, a job's results, a result's newest rows, or the windows of one key.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Keys of several columns are joined by '|'. --last counts back from the newest window.",
            "",
            "Examples:",
            "  freshet results",
            "  freshet results network",
            "  freshet results network talkers_top --top 5",
            "  freshet results network host_minute 10.0.0.1 --last 1h --format csv",
            "  freshet results network host_minute --follow",
            "  freshet results network --export out"
        })
final class ResultsCommand implements Callable<Integer> {
    private static final int DEFAULT_ROWS = 40;
    private static final long FOLLOW_MS = 500;

    @Parameters(index = "0", arity = "0..1", paramLabel = "JOB")
    @Nullable
    private String job;

    @Parameters(index = "1", arity = "0..1", paramLabel = "RESULT")
    @Nullable
    private String result;

    @Parameters(index = "2", arity = "0..1", paramLabel = "KEY")
    @Nullable
    private String key;

    @Option(names = "--last", paramLabel = "1h", description = "All windows of this length of time.")
    @Nullable
    private String last;

    @Option(names = "--top", paramLabel = "N", description = "At most so many rows; " + DEFAULT_ROWS + " unless given.")
    @Nullable
    private Integer top;

    @Option(names = "--follow", description = "Go on, and print rows as they change, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--format",
            paramLabel = "table|json|csv",
            description = "How rows are printed; table unless given.")
    private OutputFormat format = OutputFormat.TABLE;

    @Option(names = "--export", paramLabel = "DIR", description = "Write every result of the job as DIR/<result>.csv.")
    @Nullable
    private Path export;

    @Mixin
    private RedisOption redis = new RedisOption();

    @Override
    public Integer call() {
        if (export != null && (job == null || result != null)) {
            throw CliException.wrongUse("--export takes a JOB and writes all its results");
        }
        if (top != null && top < 1) {
            throw CliException.wrongUse("--top must be at least 1 (is " + top + ")");
        }
        long lastMs = last == null ? 0 : Arguments.durationMs("--last", last);
        try (ResultReader reader = redis.open()) {
            if (job == null) {
                return jobs(reader);
            }
            requireJob(reader, job);
            if (export != null) {
                Exports.write(reader, job, export, System.err);
                return Failures.DONE;
            }
            if (result == null) {
                return results(reader, job);
            }
            ResultSpec spec = spec(reader, job, result);
            int limit = top == null ? (last == null ? DEFAULT_ROWS : Integer.MAX_VALUE) : top;
            rows(reader, spec, lastMs, limit);
        }
        return Failures.DONE;
    }

    private void rows(ResultReader reader, ResultSpec spec, long lastMs, int limit) {
        RowPrinter printer = new RowPrinter(format, ResultView.columns(spec), System.out, new Terminal().columns());
        ResultView view = new ResultView(reader, spec, key, lastMs, limit);
        if (!follow) {
            view.rows().forEach(printer::row);
            printer.end();
            return;
        }
        Interrupt interrupt = new Interrupt();
        while (!interrupt.asked()) {
            view.changed().forEach(printer::row);
            printer.end();
            Arguments.pause(FOLLOW_MS);
        }
    }

    private int jobs(ResultReader reader) {
        RowPrinter printer = printer(List.of("job", "results", "events_in", "late", "dead", "epoch", "epoch_age_ms"));
        for (String name : reader.jobs()) {
            JobProgress progress = JobProgress.read(reader, name);
            List<@Nullable Object> row = new ArrayList<>();
            row.add(name);
            row.add((long) reader.results(name).size());
            row.add(progress.eventsIn());
            row.add(progress.count("late"));
            row.add(progress.count("dead"));
            EpochHealth epochs = progress.epochs();
            row.add(epochs == null || epochs.epoch() == 0 ? null : (Object) epochs.epoch());
            row.add(
                    epochs == null || epochs.epoch() == 0
                            ? null
                            : (Object) Math.max(0, System.currentTimeMillis() - epochs.completedAtMs()));
            printer.row(row);
        }
        printer.end();
        return Failures.DONE;
    }

    private int results(ResultReader reader, String ofJob) {
        RowPrinter printer = printer(List.of("result", "kind", "columns", "example"));
        for (ResultMeta meta : reader.results(ofJob)) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(meta.spec().result());
            row.add(meta.spec().kind().name().toLowerCase(java.util.Locale.ROOT));
            row.add(String.join(",", ResultText.names(meta.spec())));
            row.add(meta.examples().isEmpty() ? "" : meta.examples().get(0));
            printer.row(row);
        }
        printer.end();
        return Failures.DONE;
    }

    private RowPrinter printer(List<String> columns) {
        return new RowPrinter(format, columns, System.out, new Terminal().columns());
    }

    static void requireJob(ResultReader reader, String name) {
        List<String> jobs = reader.jobs();
        if (!jobs.contains(name)) {
            throw CliException.failed("there is no job '" + name + "' in this Redis; "
                    + (jobs.isEmpty() ? "there is none at all" : "there is " + String.join(", ", jobs)));
        }
    }

    private static ResultSpec spec(ResultReader reader, String ofJob, String name) {
        return reader.result(ofJob, name)
                .map(ResultMeta::spec)
                .orElseThrow(() -> CliException.failed("job '" + ofJob + "' has no result '" + name + "'; it has "
                        + String.join(
                                ", ",
                                reader.results(ofJob).stream()
                                        .map(meta -> meta.spec().result())
                                        .toList())));
    }
}
