package dev.freshet.bench.driver;

import java.util.List;
import java.util.Locale;

/** A sweep as lines: CPU seconds per million events over the varied parameter, one place a value. */
final class SweepPlot {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 360;
    private static final int LEFT = 70;
    private static final int RIGHT = 560;
    private static final int TOP = 60;
    private static final int BOTTOM = 310;
    private static final int MARK = 6;

    private SweepPlot() {}

    static String svg(Sweep sweep) {
        List<Long> points = List.copyOf(sweep.comparisons().keySet());
        List<String> engines = sweep.engines();
        double greatest = engines.stream()
                .flatMapToDouble(engine -> points.stream()
                        .mapToDouble(point -> sweep.cpu(engine, point).greatest()))
                .max()
                .orElse(1);
        Svg svg = new Svg(WIDTH, HEIGHT);
        String job = sweep.spec().job().id();
        svg.text(
                12, 22, "title", job + ": " + sweep.axis().title() + (sweep.isVoid() ? " (VOID: answers differ)" : ""));
        svg.text(12, 42, "note", "CPU seconds per million events, less is better; line: least and greatest round");
        svg.line(LEFT, BOTTOM, RIGHT, BOTTOM);
        svg.line(LEFT, TOP, LEFT, BOTTOM);
        svg.text(12, TOP + 5, "value", String.format(Locale.ROOT, "%.2f", greatest));
        svg.text(12, BOTTOM, "value", "0");
        for (int i = 0; i < points.size(); i++) {
            svg.text((int) x(i, points) - 12, BOTTOM + 20, "value", String.format(Locale.ROOT, "%,d", points.get(i)));
        }
        engines.forEach(engine -> line(svg, sweep, engine, points, greatest));
        return svg.toString();
    }

    private static void line(Svg svg, Sweep sweep, String engine, List<Long> points, double greatest) {
        String style = engine.equals(Engines.FRESHET) ? "own" : "peer";
        double lastX = 0;
        double lastY = 0;
        for (int i = 0; i < points.size(); i++) {
            Spread cpu = sweep.cpu(engine, points.get(i));
            double x = x(i, points);
            double y = y(cpu.median(), greatest);
            svg.line(x, y(cpu.least(), greatest), x, y(cpu.greatest(), greatest));
            svg.bar(x - MARK / 2.0, y - MARK / 2.0, MARK, MARK, style);
            if (i > 0) {
                svg.line(lastX, lastY, x, y);
            }
            lastX = x;
            lastY = y;
        }
        svg.text((int) lastX + 10, (int) lastY + 4, "label", engine);
    }

    private static double x(int i, List<Long> points) {
        return LEFT + 30 + (RIGHT - LEFT - 60.0) * i / Math.max(1, points.size() - 1);
    }

    private static double y(double value, double greatest) {
        return BOTTOM - (BOTTOM - TOP) * value / greatest;
    }
}
