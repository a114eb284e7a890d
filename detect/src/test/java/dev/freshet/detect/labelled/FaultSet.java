package dev.freshet.detect.labelled;

import java.util.ArrayList;
import java.util.List;

/** Every kind of fault on every kind of series: two faults each. */
public final class FaultSet {
    private static final int POINTS = 4_032;
    private static final List<String> BASES = List.of("noise", "daily", "weekly", "heavy-tail", "counter");
    private static final List<String> FAULTS =
            List.of("spike", "shift", "drift", "variance", "season", "stuck", "drop-out");

    private FaultSet() {}

    /** 35 series. */
    public static List<LabelledSeries> of(long seed) {
        List<LabelledSeries> all = new ArrayList<>();
        for (String base : BASES) {
            for (String fault : FAULTS) {
                SeriesMaker s =
                        new SeriesMaker(seed * 100 + all.size(), POINTS, base.equals("weekly") ? 1_800_000 : 300_000);
                double unit = base(s, base);
                double[] usual = s.v.clone();
                for (int at : s.places(2)) {
                    fault(s, fault, at, unit, usual);
                    s.label(at);
                }
                all.add(s.made(fault, fault + "-" + base));
            }
        }
        return all;
    }

    /** Fills the series; gives about the deviation of its noise. */
    private static double base(SeriesMaker s, String base) {
        for (int t = 0; t < POINTS; t++) {
            double day = SeriesMaker.wave(t, 288, 0);
            double week = SeriesMaker.wave(t, 48, 0) * (SeriesMaker.phase(t, 336) < 5.0 / 7 ? 1 : 0.4);
            s.v[t] = switch (base) {
                case "noise" -> 100 + 3 * s.normal();
                case "daily" -> 100 + 30 * day + 3 * s.normal();
                case "weekly" -> 100 + 30 * week + 3 * s.normal();
                case "heavy-tail" -> 20 * s.pareto(3);
                default -> s.count(30 * (1 + 0.5 * day));
            };
        }
        return base.equals("heavy-tail") ? 17 : base.equals("counter") ? 6 : 3;
    }

    private static void fault(SeriesMaker s, String fault, int at, double unit, double[] usual) {
        int to = Math.min(POINTS, at + (fault.equals("spike") ? 2 : fault.equals("drop-out") ? 25 : 200));
        double held = s.v[at];
        for (int t = at; t < to; t++) {
            switch (fault) {
                case "spike" -> s.v[t] += 14 * unit;
                case "shift" -> s.v[t] += 6 * unit;
                case "drift" -> s.v[t] += 0.05 * unit * (t - at);
                case "variance" -> s.v[t] += 5 * unit * s.normal();
                case "season" -> s.v[t] = usual[(t + 144) % POINTS];
                case "stuck" -> s.v[t] = held;
                default -> s.v[t] = 0;
            }
        }
    }
}
