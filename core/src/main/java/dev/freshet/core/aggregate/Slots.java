package dev.freshet.core.aggregate;

/** How arrays indexed by slot grow. */
final class Slots {
    private static final int FIRST = 16;

    private Slots() {}

    /** A length for at least {@code needed} slots, where there are {@code present} now: at least twice as many. */
    static int capacity(int needed, int present) {
        return Math.max(Math.max(needed, FIRST), (int) Math.min(Integer.MAX_VALUE - 8, 2L * present));
    }
}
