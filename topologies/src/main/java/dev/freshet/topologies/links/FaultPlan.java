package dev.freshet.topologies.links;

import dev.freshet.topologies.network.Mix;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which faults the generator makes, a function of the settings alone: in every hour but the first, every fourth interface has one, which
 * begins within the first 15 minutes and is over after 10 to 25 more; or is filled in the hour.
 */
public final class FaultPlan implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long HOUR_MS = 3_600_000;
    private static final long MINUTE_MS = 60_000;
    private static final int EVERY = 4;

    private final TelemetrySettings settings;

    public FaultPlan(TelemetrySettings settings) {
        this.settings = settings;
    }

    /** The fault of an interface in the hour of a time. */
    Optional<InjectedFault> at(int link, long timeMs) {
        return ofHour(link, Math.floorDiv(timeMs - settings.startMs(), HOUR_MS));
    }

    /** All that begin before a time. */
    public List<InjectedFault> until(long timeMs) {
        List<InjectedFault> faults = new ArrayList<>();
        for (long hour = 0; settings.startMs() + hour * HOUR_MS < timeMs; hour++) {
            for (int link = 0; link < settings.links(); link++) {
                ofHour(link, hour).filter(fault -> fault.startMs() < timeMs).ifPresent(faults::add);
            }
        }
        return faults;
    }

    /** The name of an interface's device. */
    public String device(int link) {
        return "sw" + (1 + link / settings.interfaces());
    }

    /** The name of an interface. */
    public String name(int link) {
        return "eth" + link % settings.interfaces();
    }

    private Optional<InjectedFault> ofHour(int link, long hour) {
        long bits = Mix.of(settings.seed() + link, hour, 51) >>> 1;
        if (hour < 1 || bits % EVERY != 0) {
            return Optional.empty();
        }
        long begin = settings.startMs() + hour * HOUR_MS;
        InjectedFault.Kind kind = InjectedFault.Kind.values()[(int) (bits / EVERY % 6)];
        if (kind == InjectedFault.Kind.FULL) {
            return Optional.of(new InjectedFault(link, kind, begin, begin + HOUR_MS, 1));
        }
        long startMs = begin + (bits >>> 8) % (15 * MINUTE_MS);
        long endMs = startMs + 10 * MINUTE_MS + (bits >>> 24) % (15 * MINUTE_MS);
        double draw = (bits >>> 44 & 1023) / 1023.0;
        double share = kind == InjectedFault.Kind.LOSSES ? 0.002 + 0.018 * draw : 0.3 + 0.4 * draw;
        return Optional.of(new InjectedFault(link, kind, startMs, endMs, share));
    }
}
