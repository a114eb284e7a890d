package dev.freshet.core.operator;

/**
 * What an operator keeps in mind.
 *
 * @param entries how many states, rows or candidates
 * @param bytes about how much memory they take
 */
public record Held(long entries, long bytes) {
    /** Nothing is kept. */
    public static final Held NOTHING = new Held(0, 0);

    public Held plus(Held other) {
        return new Held(entries + other.entries, bytes + other.bytes);
    }
}
