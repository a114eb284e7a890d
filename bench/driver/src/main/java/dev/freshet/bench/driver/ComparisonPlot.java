package dev.freshet.bench.driver;

import dev.freshet.bench.engine.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison as bars: CPU seconds per million events, median, with the least and the greatest as a line. */
final class ComparisonPlot {
    private static final int WIDTH = 760;
    private static final int LABELS = 270;
    private static final int BARS = 380;
    private static final int ROW = 30;
    private static final int TOP = 56;

    private ComparisonPlot() {}

    static String svg(Comparison comparison) {
        List<String> engines = new ArrayList<>(comparison.runs().keySet());
        double greatest = engines.stream()
                .mapToDouble(engine ->
                        comparison.of(engine, RunResult::cpuSecondsPerMillion).greatest())
                .max()
                .orElse(1);
        Svg svg = new Svg(WIDTH, TOP + ROW * engines.size() + 12);
        svg.text(12, 22, "title", title(comparison));
        svg.text(12, 42, "note", "CPU seconds per million events, less is better; line: least and greatest round");
        for (int i = 0; i < engines.size(); i++) {
            String engine = engines.get(i);
            Spread cpu = comparison.of(engine, RunResult::cpuSecondsPerMillion);
            double perSecond = comparison.of(engine, RunResult::eventsPerSecond).median();
            int y = TOP + ROW * i;
            svg.text(12, y + 17, "label", engine);
            svg.bar(
                    LABELS,
                    y + 4,
                    BARS * cpu.median() / greatest,
                    ROW - 10,
                    engine.equals(Engines.FRESHET) ? "own" : "peer");
            svg.line(LABELS + BARS * cpu.least() / greatest, y + 12, LABELS + BARS * cpu.greatest() / greatest, y + 12);
            svg.text(
                    (int) (LABELS + BARS * cpu.greatest() / greatest) + 8,
                    y + 17,
                    "value",
                    String.format(Locale.ROOT, "%.2f (%.2fM/s)", cpu.median(), perSecond / 1e6));
        }
        return svg.toString();
    }

    private static String title(Comparison comparison) {
        return String.format(
                Locale.ROOT,
                "%s, %s to %s, %,d events, %d rounds%s",
                comparison.spec().job().id(),
                comparison.spec().source().id(),
                comparison.spec().sink().id(),
                comparison.spec().events(),
                comparison.rounds(),
                comparison.disagreements().isEmpty() ? "" : " (VOID: answers differ)");
    }
}
