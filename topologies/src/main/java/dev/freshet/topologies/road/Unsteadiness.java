package dev.freshet.topologies.road;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Where cars of a generated carriageway drive unsteadily: for 5 to 15 minutes their speeds scatter more from report to report, and so they
 * brake hard. How much more is a strength from 0 to 1, and as likely it ends with an accident, 2 minutes after its beginning or later.
 */
final class Unsteadiness {
    private static final int LEAST_S = 300;
    private static final int MORE_S = 600;
    private static final int BEFORE_CRASH_S = 120;
    private static final int NEVER = -1;

    private final int[] until;
    private final int[] crash;
    private final double[] strength;

    Unsteadiness(int segments) {
        until = new int[segments];
        crash = new int[segments];
        strength = new double[segments];
        Arrays.fill(crash, NEVER);
    }

    /** Begins in a segment, unless it is there already. */
    void begin(int segment, long second, SplittableRandom random) {
        if (until[segment] > second) {
            return;
        }
        int lengthS = LEAST_S + random.nextInt(MORE_S);
        strength[segment] = random.nextDouble();
        until[segment] = (int) second + lengthS;
        crash[segment] = random.nextDouble() < strength[segment]
                ? (int) second + BEFORE_CRASH_S + random.nextInt(lengthS - BEFORE_CRASH_S)
                : NEVER;
    }

    /** Whether it ends with an accident in this second. */
    boolean crashes(int segment, long second) {
        if (crash[segment] != second) {
            return false;
        }
        crash[segment] = NEVER;
        until[segment] = (int) second;
        return true;
    }

    /**
     * What share of its speed a car keeps: 0.9 to 1.1 where traffic is steady, 0.5 to 1.1 at the greatest strength.
     *
     * @param chance from 0 to 1
     */
    double share(int segment, long second, double chance) {
        double more = until[segment] > second ? 0.4 * strength[segment] : 0;
        return 0.9 - more + (0.2 + more) * chance;
    }
}
