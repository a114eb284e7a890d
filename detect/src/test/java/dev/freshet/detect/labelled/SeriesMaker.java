package dev.freshet.detect.labelled;

import dev.freshet.detect.labelled.LabelledSeries.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A series that is being made: values, and the points at which anomalies begin. */
final class SeriesMaker {
    private static final double LABELLED_SHARE = 0.1;

    final Random random;
    final double[] v;
    private final long stepMs;
    private final List<Integer> anomalies = new ArrayList<>();

    SeriesMaker(long seed, int points, long stepMs) {
        random = new Random(seed);
        v = new double[points];
        this.stepMs = stepMs;
    }

    int points() {
        return v.length;
    }

    double normal() {
        return random.nextGaussian();
    }

    double between(double least, double most) {
        return least + random.nextDouble() * (most - least);
    }

    /** A variable with a heavy tail: 1 at least, the greater the rarer. */
    double pareto(double exponent) {
        return Math.pow(1 - random.nextDouble(), -1 / exponent);
    }

    /** The phase of the point in a cycle of so many points, 0 to 1. */
    static double phase(int i, double period) {
        return i % period / period;
    }

    static double wave(int i, double period, double shift) {
        return Math.sin(2 * Math.PI * (i / period + shift));
    }

    /** Noise that has a memory: deviation 1. */
    double[] smooth(double memory) {
        double[] made = new double[v.length];
        double at = normal();
        for (int i = 0; i < made.length; i++) {
            at = memory * at + Math.sqrt(1 - memory * memory) * normal();
            made[i] = at;
        }
        return made;
    }

    /** A counter's number of events around a mean. */
    double count(double mean) {
        return Math.max(0, Math.round(mean + Math.sqrt(Math.max(mean, 0)) * normal()));
    }

    /** Places for so many anomalies, apart, none in the first quarter. */
    List<Integer> places(int count) {
        List<Integer> places = new ArrayList<>();
        double first = 0.25 * v.length;
        double room = (0.95 * v.length - first) / count;
        for (int i = 0; i < count; i++) {
            places.add((int) (first + i * room + between(0.1, 0.85) * room));
        }
        Collections.sort(places);
        return places;
    }

    /** An anomaly begins here. */
    void label(int at) {
        anomalies.add(at);
    }

    void round(double unit) {
        for (int i = 0; i < v.length; i++) {
            v[i] = Math.round(v[i] / unit) * unit;
        }
    }

    /** No less, and no more. */
    void clamp(double least, double most) {
        for (int i = 0; i < v.length; i++) {
            v[i] = Math.max(least, Math.min(most, v[i]));
        }
    }

    /** The series, with windows around the labels that hold a tenth of it in all. */
    LabelledSeries made(String family, String name) {
        List<Window> windows = new ArrayList<>();
        int half = anomalies.isEmpty() ? 0 : (int) (LABELLED_SHARE * v.length / anomalies.size() / 2);
        Collections.sort(anomalies);
        for (int at : anomalies) {
            int from = Math.max((int) (0.15 * v.length) + 1, at - half);
            int to = Math.min(v.length, at + half);
            if (!windows.isEmpty() && windows.get(windows.size() - 1).to() >= from) {
                from = windows.remove(windows.size() - 1).from();
            }
            windows.add(new Window(from, to));
        }
        long[] times = new long[v.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = 1_396_310_400_000L + i * stepMs;
        }
        return new LabelledSeries(family, name, times, v, List.copyOf(windows));
    }
}
