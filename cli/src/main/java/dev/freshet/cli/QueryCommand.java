package dev.freshet.cli;

import dev.freshet.bolts.results.ResultMeta;
import dev.freshet.topologies.job.JobSpec;
import dev.freshet.topologies.job.JobSpecBuilder;
import dev.freshet.topologies.job.Question;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freshet query}: a question in one line. */
@Command(
        name = "query",
        description = "Asks one question of a file or a topic, and prints the answer.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A topic is read to what it holds now. Without --agg the rows themselves are printed.",
            "",
            "Examples:",
            "  freshet query --input access.log.gz --format access-log --by status --window 1h --agg 'count() AS n'",
            "  freshet query --input flows.json --where 'bytes > 1000' --by src --window 1m/10s --agg 'sum(bytes) AS b'",
            "  freshet query --topic orders --kafka broker:9092 --schema orders.yaml --by country --agg 'count() AS n'"
        })
final class QueryCommand implements Callable<Integer> {
    @Option(
            names = "--input",
            paramLabel = "PATH",
            description = "The file, directory or glob to read. May be repeated.")
    private List<String> inputs = new ArrayList<>();

    @Option(names = "--topic", paramLabel = "T", description = "The topic to read.")
    @Nullable
    private String topic;

    @Option(names = "--kafka", paramLabel = "BROKERS", description = "The brokers of the topic.")
    @Nullable
    private String kafka;

    @Option(
            names = "--format",
            paramLabel = "F",
            description = "json, csv, tsv or access-log; found out by the file unless given.")
    @Nullable
    private String format;

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = "What 'freshet schema' prints; found out by the file unless given.")
    @Nullable
    private Path schema;

    @Option(names = "--where", paramLabel = "EXPR", description = "Keep the rows for which this is true.")
    @Nullable
    private String where;

    @Option(names = "--by", paramLabel = "COLS", description = "Columns, or expressions AS name, to group by.")
    @Nullable
    private String by;

    @Option(names = "--window", paramLabel = "1m[/10s]", description = "The windows of event time; 1m unless given.")
    @Nullable
    private String window;

    @Option(
            names = "--agg",
            paramLabel = "AGGREGATES",
            description = "What to compute: 'count() AS n, sum(bytes) AS b'.")
    @Nullable
    private String aggregate;

    @Option(
            names = "--as",
            paramLabel = "table|json|csv",
            description = "How the answer is printed; table unless given.")
    private OutputFormat as = OutputFormat.TABLE;

    @Override
    public Integer call() {
        JobSpecBuilder spec = JobSpec.question(new Question(
                        Optional.ofNullable(schema),
                        Optional.ofNullable(where),
                        Optional.ofNullable(by),
                        Optional.ofNullable(window),
                        Optional.ofNullable(aggregate)))
                .environment(System.getenv())
                .format(format)
                .untilEnd(topic != null);
        inputs.forEach(spec::input);
        if (topic != null) {
            spec.topic(topic);
        }
        Placement placement = new Placement(ServerOptions.EMBEDDED, kafka);
        return new JobRun(spec, placement, null, JobRun.Report.QUIET, false).run((job, results) -> {
            for (ResultMeta meta : results.results(job)) {
                ResultView view = new ResultView(results, meta.spec(), null, Long.MAX_VALUE, Integer.MAX_VALUE);
                RowPrinter printer =
                        new RowPrinter(as, ResultView.columns(meta.spec()), System.out, new Terminal().columns());
                view.rows().forEach(printer::row);
                printer.end();
            }
        });
    }
}
