package dev.freshet.topologies.links;

import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How a minute was for the interfaces of a device together: where most of them carry less, it is the demand that is less, and one of
 * them is told for all.
 *
 * @param ratio the median of what they carried as a share of what is usual, 1 where fewer than 3 can tell
 * @param loser the one that is below what is usual by most bits per second, of those that are low
 */
record DeviceMinute(double ratio, @Nullable Link loser) {
    private static final int FEWEST = 3;
    private static final double APART = 0.9;

    static DeviceMinute of(Collection<Link> links) {
        double[] ratios = new double[links.size()];
        int count = 0;
        Link loser = null;
        double most = 0;
        for (Link link : links) {
            if (!link.tells()) {
                continue;
            }
            ratios[count++] = link.ratio();
            if (link.loss() > most) {
                most = link.loss();
                loser = link;
            }
        }
        double[] sorted = Arrays.copyOf(ratios, count);
        return new DeviceMinute(count < FEWEST ? 1 : Direction.middle(sorted), loser);
    }

    /** Whether a link that carries this share of what is usual does so by itself. */
    boolean stands(Link link, double share) {
        return share < APART * ratio || link == loser;
    }
}
