package dev.freshet.topologies.network;

import java.io.Serializable;

/**
 * What flows to generate.
 *
 * @param seed the same seed and settings make the same records
 * @param rate records per second of event time, on the average of a day
 * @param hosts how many hosts talk, at least 2
 * @param outOfOrderShare which share of records is out of order within the bound, 0 to 1
 * @param malformedShare which share of records cannot be decoded, 0 to 1
 * @param tooLateShare which share of records comes after all windows of up to a minute have closed for it, 0 to 1
 * @param outOfOrderBoundMs the input's bound of disorder, milliseconds
 * @param startMs the event time of the first record, epoch ms
 */
public record FlowGeneratorSpec(
        long seed,
        double rate,
        int hosts,
        double outOfOrderShare,
        double malformedShare,
        double tooLateShare,
        long outOfOrderBoundMs,
        long startMs)
        implements Serializable {
    public FlowGeneratorSpec {
        if (!(rate > 0) || hosts < 2 || outOfOrderBoundMs < 0) {
            throw new IllegalArgumentException(
                    "flows need a rate above 0, at least 2 hosts and a bound of at least 0 (rate " + rate + "/s, hosts "
                            + hosts + ", bound " + outOfOrderBoundMs + " ms)");
        }
        requireShare("out of order", outOfOrderShare);
        requireShare("malformed", malformedShare);
        requireShare("too late", tooLateShare);
    }

    private static void requireShare(String what, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the share " + what + " must be from 0 to 1 (" + share + ")");
        }
    }
}
