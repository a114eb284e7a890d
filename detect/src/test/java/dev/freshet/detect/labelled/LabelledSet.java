package dev.freshet.detect.labelled;

import java.util.ArrayList;
import java.util.List;

/**
 * Seeded series with labelled anomalies that resemble what is monitored: machines, clouds, roads, advertisements, counts of
 * messages, sensors, taxis. Everyday spikes, dips and shifts are in them that are no anomalies.
 */
public final class LabelledSet {
    private static final long FIVE_MINUTES = 300_000;

    private LabelledSet() {}

    /** 58 series. */
    public static List<LabelledSeries> of(long seed) {
        List<LabelledSeries> all = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            all.add(Artificial.of(i, seed * 1000 + i));
        }
        for (int i = 0; i < 17; i++) {
            all.add(Machines.of(i, seed * 1000 + 100 + i));
        }
        for (int i = 0; i < 6; i++) {
            all.add(advertisements(i, seed * 1000 + 200 + i));
        }
        for (int i = 0; i < 7; i++) {
            all.add(Sensors.of(i, seed * 1000 + 300 + i));
        }
        for (int i = 0; i < 7; i++) {
            all.add(roads(i, seed * 1000 + 400 + i));
        }
        for (int i = 0; i < 10; i++) {
            all.add(messages(i, seed * 1000 + 500 + i));
        }
        return all;
    }

    /** Prices and counts by the hour: lognormal with a weak day, spikes now and then. */
    private static LabelledSeries advertisements(int i, long seed) {
        SeriesMaker s = new SeriesMaker(seed, 1_550 + s(seed, 100), 3_600_000);
        double[] slow = s.smooth(0.98);
        double spread = s.between(0.15, 0.4);
        for (int t = 0; t < s.points(); t++) {
            double day = 0.25 * SeriesMaker.wave(t, 24, 0.1);
            s.v[t] = Math.exp(day + 0.2 * slow[t] + spread * s.normal());
            if (s.random.nextInt(150) == 0) {
                s.v[t] *= s.between(1.5, 2.5);
            }
        }
        for (int at : s.places(1 + i % 3)) {
            s.label(at);
            int length = 1 + s.random.nextInt(4);
            double times = s.between(3.5, 9);
            for (int t = at; t < at + length; t++) {
                s.v[t] *= times;
            }
        }
        return s.made("advertisements", "advertisements-" + i);
    }

    /** Speeds, occupancies and travel times: rush hours, and jams that take long. */
    private static LabelledSeries roads(int i, long seed) {
        SeriesMaker s = new SeriesMaker(seed, 1_100 + s(seed, 1_400), FIVE_MINUTES * (i < 4 ? 1 : 2));
        double day = i < 4 ? 288 : 144;
        double[] slow = s.smooth(0.9);
        for (int t = 0; t < s.points(); t++) {
            double rush =
                    Math.max(0, SeriesMaker.wave(t, day, 0.7)) * (SeriesMaker.phase(t, 7 * day) < 5.0 / 7 ? 1 : 0.2);
            double busy = Math.max(0, rush * s.between(0.3, 1.2) + 0.3 * slow[t] - 0.2);
            s.v[t] = switch (i % 3) {
                case 0 -> 70 - 12 * busy + 3 * s.normal();
                case 1 -> 3 + 10 * busy * busy + Math.abs(1.5 * s.normal());
                default -> 180 + 150 * busy * busy + 20 * s.pareto(2.5);
            };
            if (s.random.nextInt(120) == 0) {
                s.v[t] *= i % 3 == 0 ? s.between(0.65, 0.9) : s.between(1.4, 2.2);
            }
        }
        for (int at : s.places(1 + i % 4)) {
            s.label(at);
            int length = 4 + s.random.nextInt(30);
            double factor = i % 3 == 0 ? s.between(0.25, 0.55) : s.between(3, 6);
            for (int t = at; t < Math.min(s.points(), at + length); t++) {
                s.v[t] *= factor;
            }
        }
        s.round(1);
        s.clamp(0, 5000);
        return s.made("roads", "roads-" + i);
    }

    /** Counts of messages in five minutes: a day, bursts of every size; the greatest are the anomalies. */
    private static LabelledSeries messages(int i, long seed) {
        SeriesMaker s = new SeriesMaker(seed, 15_850, FIVE_MINUTES);
        double level = new double[] {10, 25, 60, 15, 40, 20, 8, 30, 12, 90}[i];
        double[] slow = s.smooth(0.995);
        double burst = 0;
        double decay = 0.7;
        for (int t = 0; t < s.points(); t++) {
            double day = 1 + 0.5 * SeriesMaker.wave(t, 288, 0.6) + 0.15 * SeriesMaker.wave(t, 144, 0.1);
            double week = SeriesMaker.phase(t, 2016) < 5.0 / 7 ? 1 : 0.75;
            if (s.random.nextInt(150) == 0) {
                burst = level * Math.min(6, 0.5 * s.pareto(1.3));
                decay = s.between(0.3, 0.9);
            }
            burst *= decay;
            double mean = level * day * week * Math.exp(0.2 * slow[t]) + burst;
            s.v[t] = s.count(mean * Math.exp(0.25 * s.normal()));
        }
        for (int at : s.places(2 + i % 3)) {
            s.label(at);
            double height = level * s.between(9, 30);
            double fall = s.between(0.6, 0.97);
            for (int t = at; t < Math.min(s.points(), at + 100); t++) {
                s.v[t] += s.count(height * s.between(0.7, 1.1));
                height *= fall;
            }
        }
        return s.made("messages", "messages-" + i);
    }

    private static int s(long seed, int bound) {
        return new java.util.Random(seed).nextInt(bound);
    }
}
