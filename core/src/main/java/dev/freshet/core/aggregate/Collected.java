package dev.freshet.core.aggregate;

import java.util.Arrays;

/**
 * A value and where it came from, ordered by event time, source, partition and offset, and only then by value.
 *
 * @param bits the value as {@link OrderedBits}; 0 for a text
 * @param text the value as UTF-8; empty if it is no text
 */
record Collected(long time, String source, int partition, long offset, long bits, byte[] text)
        implements Comparable<Collected> {
    private static final int OBJECT_BYTES = 72;

    /** A value that came from nowhere in particular. */
    static Collected anywhere(long bits, byte[] text) {
        return new Collected(0, "", 0, 0, bits, text);
    }

    @Override
    public int compareTo(Collected other) {
        int order = Long.compare(time, other.time);
        order = order != 0 ? order : source.compareTo(other.source);
        order = order != 0 ? order : Integer.compare(partition, other.partition);
        order = order != 0 ? order : Long.compare(offset, other.offset);
        order = order != 0 ? order : Long.compare(bits, other.bits);
        return order != 0 ? order : Arrays.compareUnsigned(text, other.text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Collected that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(time * 31 + offset) * 31 + Long.hashCode(bits) + Arrays.hashCode(text);
    }

    long sizeBytes() {
        return OBJECT_BYTES + text.length;
    }
}
