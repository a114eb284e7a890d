package dev.freshet.cli;

import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.results.ResultKeys;
import dev.freshet.bolts.results.ResultKind;
import dev.freshet.bolts.results.ResultReader;
import dev.freshet.bolts.results.ResultRow;
import dev.freshet.bolts.results.ResultSpec;
import dev.freshet.core.epoch.EpochHealth;
import dev.freshet.core.operator.Counters;
import dev.freshet.topologies.job.PreparedJob;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A running job on the screen: rates, event time, the newest leaderboard, lines to paste. Where stderr is no terminal, a line
 * every few seconds.
 */
final class JobView implements AutoCloseable {
    private static final long DRAW_MS = 500;
    private static final long LINE_MS = 5_000;
    private static final int TOP_ROWS = 8;

    private final PreparedJob job;
    private final String url;
    private final ResultReader results;
    private final PrintStream out;
    private final Terminal terminal;
    private final Screen screen;
    private final long beganMs = System.currentTimeMillis();
    private final SlidingRate rate = new SlidingRate();
    private long nextMs;
    private double perSecond;
    private String message = "starting Storm in this process ...";

    JobView(PreparedJob job, String url, ResultReader results, PrintStream out, Terminal terminal) {
        this.job = job;
        this.url = url;
        this.results = results;
        this.out = out;
        this.terminal = terminal;
        this.screen = new Screen(out, terminal);
        say(message);
    }

    /** Tells something beside the figures. */
    void say(String text) {
        message = text;
        if (!terminal.interactive()) {
            out.println("freshet: " + text);
        }
        nextMs = 0;
    }

    void show(JobProgress progress) {
        long nowMs = System.currentTimeMillis();
        if (nowMs < nextMs) {
            return;
        }
        nextMs = nowMs + (terminal.interactive() ? DRAW_MS : LINE_MS);
        perSecond = rate.at(nowMs, progress.eventsIn());
        if (progress.eventsIn() > 0 && message.startsWith("starting")) {
            message = job.isBounded() ? "" : "Ctrl-C ends it";
        }
        if (terminal.interactive()) {
            screen.draw(block(progress, nowMs));
        } else if (progress.eventsIn() > 0) {
            out.println("freshet: " + counts(progress));
        }
    }

    private List<String> block(JobProgress progress, long nowMs) {
        List<String> lines = new ArrayList<>();
        lines.add("freshet · job " + job.name() + " · " + Numbers.clock(nowMs - beganMs));
        lines.add(counts(progress));
        lines.add("event time " + Numbers.time(progress.maxEventTimeMs()) + "  watermark "
                + Numbers.time(progress.watermarkMs()) + lag(progress));
        EpochHealth epochs = progress.epochs();
        if (epochs != null) {
            lines.add(epochs(epochs, nowMs));
        }
        lines.add("");
        lines.addAll(board());
        lines.add("");
        lines.addAll(pasteable());
        if (!message.isEmpty()) {
            lines.add(message);
        }
        return lines;
    }

    private String counts(JobProgress progress) {
        return Numbers.count(progress.eventsIn()) + " events (" + Numbers.rate(perSecond) + ")  filtered "
                + Numbers.count(progress.count(Counters.FILTERED)) + "  late "
                + Numbers.count(progress.count(Counters.LATE)) + "  dead "
                + Numbers.count(progress.count(Counters.DEAD)) + "  results "
                + Numbers.count(progress.count(Counters.RESULTS));
    }

    private static String lag(JobProgress progress) {
        long lagMs = progress.maxEventTimeMs() - progress.watermarkMs();
        boolean known = progress.maxEventTimeMs() != Long.MIN_VALUE && progress.watermarkMs() != Long.MIN_VALUE;
        return known && lagMs >= 0 ? String.format(Locale.ROOT, "  (%.1f s behind)", lagMs / 1000.0) : "";
    }

    private static String epochs(EpochHealth epochs, long nowMs) {
        String error = epochs.error().isEmpty() ? "" : "; " + epochs.error();
        return epochs.epoch() == 0
                ? "no epoch yet, generation " + epochs.generation() + error
                : String.format(
                        Locale.ROOT,
                        "epoch %d, %.1f s ago: %s bytes in %d ms, generation %d%s",
                        epochs.epoch(),
                        Math.max(0, nowMs - epochs.completedAtMs()) / 1000.0,
                        Numbers.count(epochs.bytes()),
                        epochs.durationMs(),
                        epochs.generation(),
                        error);
    }

    /** The newest board of the first leaderboard. */
    private List<String> board() {
        Optional<ResultSpec> top = results.results(job.name()).stream()
                .map(meta -> meta.spec())
                .filter(spec -> spec.kind() == ResultKind.TOP)
                .findFirst();
        if (top.isEmpty()) {
            return List.of();
        }
        ResultSpec spec = top.get();
        List<Long> starts = results.boards(spec, Long.MIN_VALUE, Long.MAX_VALUE);
        if (starts.isEmpty()) {
            return List.of(spec.result() + ": the first window is still open");
        }
        List<ResultRow> rows = results.board(spec, starts.get(starts.size() - 1));
        if (rows.isEmpty()) {
            return List.of();
        }
        TextTable table = new TextTable(ResultText.names(spec));
        rows.stream().limit(TOP_ROWS).forEach(row -> table.row(ResultText.cells(spec, row)));
        List<String> lines = new ArrayList<>();
        lines.add(spec.result() + ", " + Numbers.time(rows.get(0).startMs()) + " to "
                + Numbers.time(rows.get(0).endMs()));
        lines.addAll(table.lines(terminal.columns()));
        return lines;
    }

    private List<String> pasteable() {
        String shown = RedisConfig.parse(url).password().isEmpty() ? url : "URL";
        return List.of(
                "redis-cli -u " + shown + " HGETALL 'freshet:{" + job.name() + "}:health'",
                "redis-cli -u " + shown + " HKEYS '" + ResultKeys.meta(job.name()) + "'",
                "bin/freshet results " + job.name() + " --redis " + shown);
    }

    @Override
    public void close() {
        screen.close();
    }
}
