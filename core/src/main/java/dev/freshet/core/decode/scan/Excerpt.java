package dev.freshet.core.decode.scan;

/** A short, printable piece of a record, for the details of dead letters. */
public final class Excerpt {
    private static final int MAX_BYTES = 40;

    private Excerpt() {}

    /** The first bytes of a range in single quotes; what is not printable ASCII as {@code \xHH}, what is left off as dots. */
    public static String of(byte[] data, int from, int to) {
        StringBuilder text = new StringBuilder(MAX_BYTES + 8).append('\'');
        int end = Math.min(to, from + MAX_BYTES);
        for (int i = from; i < end; i++) {
            int value = data[i] & 0xFF;
            if (value >= 0x20 && value < 0x7F) {
                text.append((char) value);
            } else {
                text.append("\\x")
                        .append(Character.forDigit(value >> 4, 16))
                        .append(Character.forDigit(value & 15, 16));
            }
        }
        text.append('\'');
        return end < to ? text.append("...").toString() : text.toString();
    }
}
