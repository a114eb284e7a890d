package dev.freshet.services.storm;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a Storm cluster is laid out.
 *
 * @param home the Storm home; a directory that is not there yet, or empty, or an earlier Storm home of ours, which is
 *     emptied first. It is kept at the end, for its logs. Or null for a temporary one that is removed
 * @param supervisors how many supervisors there are, as if there were as many machines
 * @param slots how many workers each of them can run at a time
 * @param workerHeapMb the largest heap of one worker, MB
 * @param nimbusPort the port of Nimbus, or 0 for a free one
 * @param zookeeperPort the port of ZooKeeper, or 0 for a free one
 * @param settings further lines of storm.yaml, which win: strings, numbers, booleans, and lists of these
 */
public record StormOptions(
        @Nullable Path home,
        int supervisors,
        int slots,
        int workerHeapMb,
        int nimbusPort,
        int zookeeperPort,
        Map<String, Object> settings) {

    /** One supervisor, four slots of 768 MB, free ports, a temporary home. */
    public static final StormOptions DEFAULT = new StormOptions(null, 1, 4, 768, 0, 0, Map.of());

    private static final int LEAST_HEAP_MB = 128;
    private static final int MOST_SUPERVISORS = 8;
    private static final int MOST_SLOTS = 64;

    /** Validates and copies. */
    public StormOptions {
        settings = Map.copyOf(settings);
        requireWithin("supervisors", supervisors, 1, MOST_SUPERVISORS);
        requireWithin("slots", slots, 1, MOST_SLOTS);
        requireWithin("worker heap in MB", workerHeapMb, LEAST_HEAP_MB, Integer.MAX_VALUE);
        requireWithin("Nimbus port", nimbusPort, 0, 65535);
        requireWithin("ZooKeeper port", zookeeperPort, 0, 65535);
    }

    /** The same with a home that is kept. */
    public StormOptions withHome(Path newHome) {
        return new StormOptions(newHome, supervisors, slots, workerHeapMb, nimbusPort, zookeeperPort, settings);
    }

    /** The same with another number of supervisors. */
    public StormOptions withSupervisors(int newSupervisors) {
        return new StormOptions(home, newSupervisors, slots, workerHeapMb, nimbusPort, zookeeperPort, settings);
    }

    /** The same with another number of slots of each supervisor. */
    public StormOptions withSlots(int newSlots) {
        return new StormOptions(home, supervisors, newSlots, workerHeapMb, nimbusPort, zookeeperPort, settings);
    }

    /** The same with another worker heap, MB. */
    public StormOptions withWorkerHeapMb(int newHeapMb) {
        return new StormOptions(home, supervisors, slots, newHeapMb, nimbusPort, zookeeperPort, settings);
    }

    /** The same with Nimbus on a given port. */
    public StormOptions withNimbusPort(int newPort) {
        return new StormOptions(home, supervisors, slots, workerHeapMb, newPort, zookeeperPort, settings);
    }

    /** The same with ZooKeeper on a given port. */
    public StormOptions withZookeeperPort(int newPort) {
        return new StormOptions(home, supervisors, slots, workerHeapMb, nimbusPort, newPort, settings);
    }

    /** The same with other further settings. */
    public StormOptions withSettings(Map<String, Object> newSettings) {
        return new StormOptions(home, supervisors, slots, workerHeapMb, nimbusPort, zookeeperPort, newSettings);
    }

    private static void requireWithin(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    what + " must be between " + least + " and " + most + " (is " + value + ")");
        }
    }
}
