package dev.freshet.topologies.links;

import dev.freshet.spouts.generator.EventGenerator;
import dev.freshet.spouts.generator.RecordWriter;
import dev.freshet.topologies.network.Mix;
import java.util.Optional;

/**
 * Samples of interfaces as JSON: {@code ts, device, interface, in_bps, out_bps, in_pps, out_pps, errors, drops, speed}. Loads follow the hour
 * and are noisy, each interface in its own way; every twelfth carries nothing. Faults are those of a {@link FaultPlan}; where a link is cut, the
 * others of its device take its load. Each record is a function of settings and index alone.
 *
 * <p>Times ascend with the index, but for one record in a hundred, which is earlier by at most the bound. One in a thousand
 * is no record.
 */
public final class TelemetryGenerator implements EventGenerator {
    private static final long serialVersionUID = 1L;
    private static final double DAY_MS = 86_400_000.0;
    private static final double PACKET_BITS = 5_600;
    private static final int IDLE_EVERY = 12;
    private static final int IN_DISORDER_EVERY = 100;
    private static final int MALFORMED_EVERY = 1_000;

    private final TelemetrySettings settings;
    private final FaultPlan plan;

    public TelemetryGenerator(TelemetrySettings settings) {
        this.settings = settings;
        this.plan = new FaultPlan(settings);
    }

    @Override
    public void event(long index, RecordWriter to) {
        int link = (int) (index % settings.links());
        long baseMs = settings.startMs()
                + index / settings.links() * settings.stepMs()
                + link * settings.stepMs() / settings.links();
        long fate = Mix.of(settings.seed(), index, 52) >>> 1;
        long timeMs = fate % IN_DISORDER_EVERY == 0 ? baseMs - 1 - (fate >>> 20) % settings.boundMs() : baseMs;
        to.ascii("{\"ts\":").number(timeMs).ascii(",\"device\":\"").ascii(plan.device(link));
        to.ascii("\",\"interface\":\"").ascii(plan.name(link));
        if (fate % MALFORMED_EVERY == 1) {
            to.ascii("\",\"in_bps\":\"n/a\"}");
            return;
        }
        sample(link, timeMs, index, to);
    }

    private void sample(int link, long timeMs, long index, RecordWriter to) {
        Optional<InjectedFault> fault = plan.at(link, timeMs);
        long kind = Mix.of(settings.seed(), link, 53) >>> 1;
        double speed = (kind & 1) == 0 ? 1e9 : 1e10;
        double load = fault.map(found -> found.cuts(timeMs)).orElse(false)
                ? 0
                : load(link, timeMs) * neighbours(link, timeMs);
        load = fault.isPresent() ? fault.get().loaded(load, timeMs) * (load > 0 ? 1 : 0) : load;
        double lesser = 0.2 + 0.8 * unit(kind >>> 3);
        boolean inward = (kind & 2) == 0;
        double in = speed * noisy(load, kind, index, 54) * (inward ? 1 : lesser);
        double out = speed * noisy(load, kind, index, 55) * (inward ? lesser : 1);
        boolean lopsided = fault.isPresent()
                && fault.get().kind() == InjectedFault.Kind.ASYMMETRIC
                && fault.get().isAt(timeMs);
        if (lopsided && fault.get().share() < 0.5) {
            in /= 100;
        } else if (lopsided) {
            out /= 100;
        }
        double packets = (in + out) / PACKET_BITS * settings.stepMs() / 1_000;
        boolean loses = fault.isPresent()
                && fault.get().kind() == InjectedFault.Kind.LOSSES
                && fault.get().isAt(timeMs);
        write(in, out, packets * (loses ? fault.get().share() : 1e-6), speed, to);
    }

    private static void write(double in, double out, double lost, double speed, RecordWriter to) {
        to.ascii("\",\"in_bps\":").number(Math.round(in)).ascii(",\"out_bps\":").number(Math.round(out));
        to.ascii(",\"in_pps\":").number(Math.round(in / PACKET_BITS));
        to.ascii(",\"out_pps\":").number(Math.round(out / PACKET_BITS));
        to.ascii(",\"errors\":")
                .number(Math.round(0.75 * lost))
                .ascii(",\"drops\":")
                .number(Math.round(0.25 * lost));
        to.ascii(",\"speed\":").number((long) speed).put('}');
    }

    /** The share of the speed that a link is used to, at a time. */
    private double load(int link, long timeMs) {
        long kind = Mix.of(settings.seed(), link, 56) >>> 1;
        if (kind % IDLE_EVERY == 0) {
            return 0;
        }
        double hour = StrictMath.sin(2 * Math.PI * (timeMs / DAY_MS - 0.4));
        return (0.08 + 0.4 * unit(kind >>> 4)) * (1 + 0.3 * hour);
    }

    /** By how much more it carries since others of its device do not. */
    private double neighbours(int link, long timeMs) {
        int first = link - link % settings.interfaces();
        int cut = 0;
        for (int other = first; other < first + settings.interfaces(); other++) {
            cut += plan.at(other, timeMs).map(fault -> fault.cuts(timeMs)).orElse(false) ? 1 : 0;
        }
        return (double) settings.interfaces() / Math.max(1, settings.interfaces() - cut);
    }

    /** Sums of even draws: nearly normal. */
    private double noisy(double load, long kind, long index, int purpose) {
        long bits = Mix.of(settings.seed(), index, purpose);
        double normal =
                (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48) - 2 * 65_535.0;
        double deviation = (kind >>> 20 & 3) == 0 ? 0.1 : 0.03;
        return Math.min(1, Math.max(0, load * (1 + deviation * normal / 37_837)));
    }

    private static double unit(long bits) {
        return (bits & 0xffff) / 65_536.0;
    }
}
