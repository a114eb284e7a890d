package dev.freshet.core.key;

/**
 * Keys hash to a fixed number of key groups; ranges of groups belong to partitions. State is kept and moved by group, so
 * that a job can be restarted with another parallelism. The hash is part of the wire format: {@code KeyHash}.
 */
public final class KeyGroups {
    /** How many groups there are, whatever the parallelism; also the largest parallelism. */
    public static final int COUNT = 128;

    private KeyGroups() {}

    /** The group of a key's hash: its highest 7 bits. */
    public static int group(long keyHash) {
        return (int) (keyHash >>> (Long.SIZE - 7));
    }

    /** The partition that keeps a group, of {@code partitions} in all: equal ranges of groups. */
    public static int partition(int group, int partitions) {
        return group * partitions / COUNT;
    }
}
