package dev.freshet.core.window;

/** Says by how much something is late. */
public final class LateText {
    private LateText() {}

    /** {@code 7.3 s}, or {@code 350 ms} below one second. */
    public static String duration(long ms) {
        return ms < 1000 ? ms + " ms" : ms / 1000 + "." + ms % 1000 / 100 + " s";
    }
}
