package dev.freshet.cli;

import dev.freshet.bolts.results.ResultReader;
import dev.freshet.bolts.results.StreamLetter;
import dev.freshet.core.dead.DeadLetters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet dead}: what could not be used, and why. */
@Command(
        name = "dead",
        description = "Shows a job's dead letters: reason, place of origin, and the record itself.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  freshet dead network --format json"})
final class DeadCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of(
            DeadLetters.REASON,
            DeadLetters.SOURCE,
            DeadLetters.PARTITION,
            DeadLetters.OFFSET,
            DeadLetters.DETAIL,
            DeadLetters.RECORD);
    private static final long FOLLOW_MS = 500;

    @Parameters(index = "0", paramLabel = "JOB")
    private String job = "";

    @Option(names = "--follow", description = "Go on, and print what comes, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--format",
            paramLabel = "table|json|csv",
            description = "How rows are printed; table unless given.")
    private OutputFormat format = OutputFormat.TABLE;

    @Mixin
    private RedisOption redis = new RedisOption();

    @Override
    public Integer call() {
        try (ResultReader reader = redis.open()) {
            ResultsCommand.requireJob(reader, job);
            RowPrinter printer = new RowPrinter(format, COLUMNS, System.out, new Terminal().columns());
            Interrupt interrupt = new Interrupt();
            String last = "";
            do {
                last = reader.dead(job, last, letter -> printer.row(row(letter)));
                printer.end();
                if (follow) {
                    Arguments.pause(FOLLOW_MS);
                }
            } while (follow && !interrupt.asked());
        }
        return Failures.DONE;
    }

    private static List<@Nullable Object> row(StreamLetter letter) {
        List<@Nullable Object> row = new ArrayList<>();
        for (String column : COLUMNS) {
            String value = letter.fields().get(column);
            row.add(value == null ? null : printable(value));
        }
        return row;
    }

    /** Control characters would play tricks on a terminal. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
