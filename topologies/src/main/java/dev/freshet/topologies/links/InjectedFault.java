package dev.freshet.topologies.links;

/**
 * A fault that the generator has made: {@code [startMs, endMs)}.
 *
 * @param link the number of the interface among all of them
 * @param share how bad it is, as its kind has it
 */
public record InjectedFault(int link, Kind kind, long startMs, long endMs, double share) {
    /** What is wrong. */
    public enum Kind {
        /** Nothing passes. */
        DOWN("down"),
        /** Nothing passes for 40 s of every 100 s. */
        FLAP("flap"),
        /** A hundredth passes in one direction. */
        ASYMMETRIC("asymmetric"),
        /** A share passes. */
        LESS("degraded"),
        /** A share of the packets is lost. */
        LOSSES("degraded"),
        /** The load climbs to the speed in the first two thirds, and falls again: no fault of the link. */
        FULL("none");

        private final String told;

        Kind(String told) {
            this.told = told;
        }

        /** As the result {@code faults} calls it. */
        public String told() {
            return told;
        }
    }

    private static final long FLAP_MS = 100_000;
    private static final long FLAP_DOWN_MS = 40_000;

    boolean isAt(long timeMs) {
        return timeMs >= startMs && timeMs < endMs;
    }

    /** Whether nothing passes. */
    boolean cuts(long timeMs) {
        return isAt(timeMs) && (kind == Kind.DOWN || kind == Kind.FLAP && (timeMs - startMs) % FLAP_MS < FLAP_DOWN_MS);
    }

    /** What the utilisation becomes. */
    double loaded(double utilisation, long timeMs) {
        if (!isAt(timeMs)) {
            return utilisation;
        }
        if (kind == Kind.FULL) {
            double passed = (double) (timeMs - startMs) / (endMs - startMs);
            double climbed = passed < 2.0 / 3 ? 1.5 * passed : 3 * (1 - passed);
            return utilisation + (1 - utilisation) * climbed;
        }
        return kind == Kind.LESS ? utilisation * share : utilisation;
    }
}
