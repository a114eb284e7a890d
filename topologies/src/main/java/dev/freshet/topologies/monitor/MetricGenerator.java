package dev.freshet.topologies.monitor;

import dev.freshet.spouts.generator.EventGenerator;
import dev.freshet.spouts.generator.RecordWriter;
import dev.freshet.topologies.network.Mix;
import java.nio.charset.StandardCharsets;

/**
 * Points of series as JSON: {@code ts, key, value}; one of each series in turn. A series is a level with a season and noise, and
 * in each stretch of {@value #STRETCH} points has one fault: a spike, a shift of level, more noise, a stuck value, or an
 * outage. Each record is a function of settings and index alone.
 */
public final class MetricGenerator implements EventGenerator {
    private static final long serialVersionUID = 1L;
    /** In how many points a series has one fault. */
    public static final int STRETCH = 1500;

    private static final int LEARNING = 500;
    private static final int SEASON = 288;
    private static final byte[] TS = ascii("{\"ts\":");
    private static final byte[] KEY = ascii(",\"key\":\"");
    private static final byte[] VALUE = ascii("\",\"value\":");
    private static final byte[] END = ascii("}");
    private static final String[] METRICS = {"cpu", "requests", "latency_ms", "queue", "temperature"};

    /** What a fault is like. */
    public enum Fault {
        SPIKE,
        SHIFT,
        NOISE,
        STUCK,
        OUTAGE
    }

    private final MetricSettings settings;

    public MetricGenerator(MetricSettings settings) {
        this.settings = settings;
    }

    @Override
    public void event(long index, RecordWriter to) {
        int series = (int) (index % settings.series());
        long point = index / settings.series();
        to.put(TS).number(settings.startMs() + point * settings.stepMs());
        to.put(KEY)
                .ascii(METRICS[series % METRICS.length])
                .put('-')
                .number(series / METRICS.length + 1)
                .put(VALUE);
        long thousandths = Math.round(1000 * value(series, point));
        to.number(thousandths / 1000).put('.');
        long fraction = Math.abs(thousandths % 1000);
        to.put((char) ('0' + fraction / 100))
                .put((char) ('0' + fraction / 10 % 10))
                .put((char) ('0' + fraction % 10));
        to.put(END);
    }

    /** The point at which the fault of a stretch begins. */
    public long faultAt(int series, long stretch) {
        long draw = Mix.of(settings.seed(), stretch * settings.series() + series, 11) >>> 1;
        return stretch * STRETCH + LEARNING + draw % (STRETCH - 2 * LEARNING);
    }

    /** The fault of a stretch. */
    public Fault fault(int series, long stretch) {
        long draw = Mix.of(settings.seed(), stretch * settings.series() + series, 12) >>> 1;
        return Fault.values()[(int) (draw % Fault.values().length)];
    }

    private double value(int series, long point) {
        double level = 50 + 10 * (series % 5);
        long stretch = point / STRETCH;
        long since = point - faultAt(series, stretch);
        double noise = noise(series, point);
        double seasonal = 15 * Math.sin(2 * Math.PI * ((point + 40L * series) % SEASON) / SEASON);
        double usual = level + (series % 2 == 0 ? seasonal : 0) + 2 * noise;
        if (since < 0) {
            return usual;
        }
        return switch (fault(series, stretch)) {
            case SPIKE -> since < 2 ? usual + 60 : usual;
            case SHIFT -> since < 300 ? usual + 30 : usual;
            case NOISE -> since < 100 ? usual + 12 * noise : usual;
            case STUCK -> since < 100 ? level : usual;
            case OUTAGE -> since < 20 ? 0 : usual;
        };
    }

    /** About normal, with deviation 1: the sum of four even draws. */
    private double noise(int series, long point) {
        long bits = Mix.of(settings.seed(), point * settings.series() + series, 13);
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += (bits >>> (16 * i) & 0xffff) / 65536.0;
        }
        return (sum - 2) * Math.sqrt(3);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
