package dev.freshet.detect.labelled;

/** Processors, networks, disks and load balancers of a cloud, every five minutes for two weeks. */
final class Machines {
    private static final int POINTS = 4_032;

    private Machines() {}

    static LabelledSeries of(int i, long seed) {
        SeriesMaker s = new SeriesMaker(seed, POINTS, 300_000);
        switch (i % 6) {
            case 0 -> idle(s, i);
            case 1 -> busy(s, i);
            case 2 -> network(s, i);
            case 3 -> disk(s, i);
            case 4 -> requests(s, i);
            default -> database(s, i);
        }
        return s.made("machines", "machines-" + i);
    }

    /** A processor with next to nothing to do: few different values, small spikes. */
    private static void idle(SeriesMaker s, int i) {
        double level = s.between(0.1, 3);
        for (int t = 0; t < POINTS; t++) {
            s.v[t] = level * (1 + 0.05 * s.normal());
            if (s.random.nextInt(100) == 0) {
                s.v[t] *= s.between(1.1, 1.6);
            }
            if (s.random.nextInt(700) == 0) {
                s.v[t] *= s.between(2, 4);
            }
        }
        for (int at : s.places(1 + i / 6 % 3)) {
            s.label(at);
            int length = s.random.nextBoolean() ? 1 + s.random.nextInt(3) : 50 + s.random.nextInt(600);
            double factor = length < 5 ? s.between(6, 30) : s.between(1.3, 4);
            for (int t = at; t < Math.min(POINTS, at + length); t++) {
                s.v[t] *= factor;
            }
        }
        s.round(0.066);
    }

    /** A processor at work: noise with a memory, short dips and peaks; anomalies are shifts and falls. */
    private static void busy(SeriesMaker s, int i) {
        double[] slow = s.smooth(0.85);
        double level = s.between(30, 60);
        for (int t = 0; t < POINTS; t++) {
            s.v[t] = level + 2 * slow[t] + 2 * s.normal();
            if (s.random.nextInt(250) == 0) {
                s.v[t] += s.between(-12, 14);
            }
        }
        for (int at : s.places(1 + i / 6 % 3)) {
            s.label(at);
            int kind = s.random.nextInt(3);
            int length = kind == 0 ? POINTS : kind == 1 ? 10 + s.random.nextInt(60) : 60 + s.random.nextInt(400);
            double by = kind == 0 ? s.between(10, 25) : kind == 1 ? -level * s.between(0.5, 1) : s.between(12, 35);
            for (int t = at; t < Math.min(POINTS, at + length); t++) {
                s.v[t] += by;
            }
        }
        s.clamp(0, 100);
        s.round(0.001);
    }

    /** Bytes received: a heavy tail, and a job every two hours. */
    private static void network(SeriesMaker s, int i) {
        double[] slow = s.smooth(0.9);
        for (int t = 0; t < POINTS; t++) {
            s.v[t] = 1e5 * Math.exp(0.3 * slow[t] + 0.2 * s.normal());
            if (t % 24 == 7) {
                s.v[t] += 1e6 * s.between(0.8, 1.2);
            }
            if (s.random.nextInt(300) == 0) {
                s.v[t] += 1e6 * Math.min(3, 0.6 * s.pareto(2));
            }
        }
        for (int at : s.places(1 + i / 6 % 2)) {
            s.label(at);
            int length = 1 + s.random.nextInt(40);
            double height = length < 4 ? s.between(6e6, 2e7) : s.between(1.5e6, 6e6);
            for (int t = at; t < Math.min(POINTS, at + length); t++) {
                s.v[t] += height * s.between(0.6, 1.1);
            }
        }
        s.round(1);
    }

    /** Bytes written: nothing for long, then bursts; anomalies are bursts that do not end, or greater ones. */
    private static void disk(SeriesMaker s, int i) {
        for (int t = 0; t < POINTS; t++) {
            if (s.random.nextInt(40) == 0) {
                s.v[t] = 1e7 * Math.min(5, s.pareto(1.5));
            }
        }
        for (int at : s.places(1 + i / 6 % 2)) {
            s.label(at);
            int length = 3 + s.random.nextInt(60);
            for (int t = at; t < Math.min(POINTS, at + length); t++) {
                s.v[t] = length < 10 ? s.between(1e8, 6e8) : 3e7 * s.between(0.5, 1.5);
            }
        }
        s.round(512);
    }

    /** Requests to a balancer: a day, counts with more spread than chance has. */
    private static void requests(SeriesMaker s, int i) {
        double level = s.between(40, 120);
        for (int t = 0; t < POINTS; t++) {
            double mean = level * (1 + 0.6 * SeriesMaker.wave(t, 288, 0.3));
            s.v[t] = s.count(mean * Math.exp(0.45 * s.normal()));
        }
        for (int at : s.places(1 + i / 6 % 2)) {
            s.label(at);
            int length = 1 + s.random.nextInt(12);
            for (int t = at; t < Math.min(POINTS, at + length); t++) {
                s.v[t] += s.count(level * s.between(4, 8));
            }
        }
    }

    /** A database's processor: saw teeth and noise; anomalies are other levels, or none of the teeth. */
    private static void database(SeriesMaker s, int i) {
        double level = s.between(6, 16);
        for (int t = 0; t < POINTS; t++) {
            s.v[t] = level + 2 * SeriesMaker.phase(t, 36) + 0.6 * s.normal();
            if (s.random.nextInt(288) == 0) {
                s.v[t] += s.between(2, 6);
            }
        }
        for (int at : s.places(2)) {
            s.label(at);
            int kind = s.random.nextInt(3);
            int length = 20 + s.random.nextInt(300);
            for (int t = at; t < Math.min(POINTS, at + length); t++) {
                s.v[t] = kind == 0 ? s.v[t] + 6 : kind == 1 ? level : level + (s.v[t] - level) * 3;
            }
        }
        s.round(0.002);
    }
}
