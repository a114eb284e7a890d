package dev.freshet.detect.labelled;

/** Longer series of things in the world: temperatures, taxis, latencies, keys of a computer. */
final class Sensors {
    private Sensors() {}

    static LabelledSeries of(int i, long seed) {
        return switch (i) {
            case 0 -> room(seed);
            case 1 -> misconfigured(seed);
            case 2 -> latency(seed);
            case 3 -> machine(seed);
            case 4 -> taxis(seed);
            default -> keys(i, seed);
        };
    }

    /** A room's temperature, by the hour: it drifts; anomalies are a fall, and a rise that does not end. */
    private static LabelledSeries room(long seed) {
        SeriesMaker s = new SeriesMaker(seed, 7_267, 3_600_000);
        double[] slow = s.smooth(0.998);
        for (int t = 0; t < s.points(); t++) {
            s.v[t] = 71 + 2.5 * slow[t] + 1.2 * SeriesMaker.wave(t, 24, 0.4) + 0.6 * s.normal();
        }
        boolean down = true;
        for (int at : s.places(2)) {
            s.label(at);
            for (int t = at; t < Math.min(s.points(), at + 60); t++) {
                s.v[t] += (down ? -1 : 1) * 0.2 * Math.min(60, 3 * (t - at));
            }
            down = !down;
        }
        return s.made("sensors", "room");
    }

    /** A group of machines that is given one too few: a new level, late. */
    private static LabelledSeries misconfigured(long seed) {
        SeriesMaker s = new SeriesMaker(seed, 18_050, 300_000);
        double[] slow = s.smooth(0.9);
        for (int t = 0; t < s.points(); t++) {
            s.v[t] = 38 + 8 * SeriesMaker.wave(t, 288, 0.3) + 4 * slow[t] + 2 * s.normal();
            if (t % 288 == 100) {
                s.v[t] += s.between(15, 40);
            }
        }
        int at = (int) (s.points() * s.between(0.75, 0.88));
        s.label(at);
        for (int t = at; t < Math.min(s.points(), at + 1_200); t++) {
            s.v[t] += 25;
        }
        s.clamp(0, 100);
        return s.made("sensors", "misconfigured");
    }

    /** Latencies: narrow noise with single peaks; anomalies are peaks twice as high, and a wider noise. */
    private static LabelledSeries latency(long seed) {
        SeriesMaker s = new SeriesMaker(seed, 4_032, 300_000);
        for (int t = 0; t < s.points(); t++) {
            s.v[t] = 45 + 2 * s.normal() + (s.random.nextInt(200) == 0 ? s.between(5, 12) : 0);
        }
        int kind = 0;
        for (int at : s.places(3)) {
            s.label(at);
            for (int t = at; t < at + (kind == 1 ? 60 : 3); t++) {
                s.v[t] += kind == 1 ? 9 * s.normal() : s.between(20, 50);
            }
            kind++;
        }
        return s.made("sensors", "latency");
    }

    /** A machine's temperature: slow; anomalies are stops, before some of them it drops little by little. */
    private static LabelledSeries machine(long seed) {
        SeriesMaker s = new SeriesMaker(seed, 22_695, 300_000);
        double[] slow = s.smooth(0.995);
        for (int t = 0; t < s.points(); t++) {
            s.v[t] = 88 + 6 * slow[t] + 1 * s.normal();
            if (s.random.nextInt(2_000) == 0) {
                for (int u = t; u < Math.min(s.points(), t + 20); u++) {
                    s.v[u] -= 12;
                }
            }
        }
        int kind = 0;
        for (int at : s.places(4)) {
            s.label(at);
            int length = 80 + s.random.nextInt(200);
            for (int t = at; t < Math.min(s.points(), at + length); t++) {
                s.v[t] -= kind % 2 == 0 ? Math.min(60, 6.0 * (t - at)) : 25.0 * (t - at) / length + 8;
            }
            kind++;
        }
        return s.made("sensors", "machine");
    }

    /** Passengers in half hours: days and weeks; anomalies are holidays, storms and a great feast. */
    private static LabelledSeries taxis(long seed) {
        SeriesMaker s = new SeriesMaker(seed, 10_320, 1_800_000);
        for (int t = 0; t < s.points(); t++) {
            boolean weekend = SeriesMaker.phase(t, 336) >= 5.0 / 7;
            double day = 1 + 0.55 * SeriesMaker.wave(t, 48, weekend ? 0.5 : 0.58) + 0.2 * SeriesMaker.wave(t, 24, 0.3);
            s.v[t] = 15_000 * day * (weekend ? 1.05 : 1) * (1 + 0.04 * s.normal());
        }
        int kind = 0;
        for (int at : s.places(5)) {
            s.label(at);
            int length = kind == 0 ? 4 : 40 + s.random.nextInt(20);
            double factor = kind == 0 ? 1.7 : s.between(0.3, 0.7);
            for (int t = at; t < at + length; t++) {
                s.v[t] *= factor;
            }
            kind++;
        }
        return s.made("sensors", "taxis");
    }

    /** Keys held and pressed: mostly nothing, now and then much; anomalies are much for long. */
    private static LabelledSeries keys(int i, long seed) {
        SeriesMaker s = new SeriesMaker(seed, i == 5 ? 1_882 : 5_315, 300_000);
        double at0 = 0;
        for (int t = 0; t < s.points(); t++) {
            at0 = 0.8 * at0 + (s.random.nextInt(25) == 0 ? s.between(0.5, 2) : 0);
            s.v[t] = Math.max(0, at0 * s.between(0.5, 1.5));
        }
        for (int at : s.places(2)) {
            s.label(at);
            int length = 20 + s.random.nextInt(60);
            for (int t = at; t < Math.min(s.points(), at + length); t++) {
                s.v[t] += i == 5 ? s.between(1, 4) : s.between(0.5, 3);
            }
        }
        s.round(0.01);
        return s.made("sensors", "keys-" + i);
    }
}
