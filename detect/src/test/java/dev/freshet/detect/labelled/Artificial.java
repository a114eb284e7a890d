package dev.freshet.detect.labelled;

/** Plain shapes: a day that is the same every day, with and without noise, some with one day that is not. */
final class Artificial {
    private static final int POINTS = 4_032;
    private static final int DAY = 288;

    private Artificial() {}

    static LabelledSeries of(int kind, long seed) {
        SeriesMaker s = new SeriesMaker(seed, POINTS, 300_000);
        double noise = kind == 0 || kind == 1 ? 0 : kind == 3 ? 4 : 1.5;
        for (int t = 0; t < POINTS; t++) {
            boolean up = t % DAY >= 108 && t % DAY < 216;
            s.v[t] = switch (kind) {
                case 2 -> 45;
                case 3 -> 25 + noise * s.normal();
                case 9 -> s.random.nextInt(60) == 0 ? s.between(18, 22) : 0.2 * s.random.nextDouble();
                case 10 -> t % 24 == 0 ? s.between(0.8, 1.2) : 0.1 * s.random.nextDouble();
                default -> (up ? 80 : 40) + noise * (s.random.nextDouble() - 0.5) * 6;
            };
        }
        if (kind >= 5) {
            int day = (int) s.between(0.5, 0.85 * POINTS / DAY) * DAY;
            day = Math.max(6 * DAY, day);
            int from = day + 108;
            anomaly(s, kind, from);
            s.label(kind == 8 ? from + 20 : from);
        }
        return s.made("artificial", "artificial-" + kind);
    }

    private static void anomaly(SeriesMaker s, int kind, int from) {
        for (int t = from; t < Math.min(POINTS, from + 108); t++) {
            switch (kind) {
                case 5 -> s.v[t] += 45;
                case 6 -> s.v[t] -= 60;
                case 7 -> s.v[t] = 40 + 3 * (s.random.nextDouble() - 0.5);
                case 8 -> s.v[t] = 60;
                case 9 -> s.v[t] = s.random.nextInt(6) == 0 ? s.between(18, 22) : s.v[t];
                default -> s.v[t] = t % 24 == 0 ? s.between(2.2, 3.2) : s.v[t];
            }
        }
    }
}
