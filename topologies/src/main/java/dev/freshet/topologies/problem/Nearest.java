package dev.freshet.topologies.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which name was meant. */
public final class Nearest {
    private Nearest() {}

    /**
     * The name with the least edit distance, where that is at most a third of the length, rounded up; case does not count.
     */
    public static Optional<String> of(String written, Collection<String> names) {
        String lower = written.toLowerCase(Locale.ROOT);
        int atMost = (written.length() + 2) / 3;
        return names.stream()
                .filter(name -> distance(lower, name.toLowerCase(Locale.ROOT)) <= atMost)
                .min(Comparator.comparingInt((String name) -> distance(lower, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code unknown key 'wndow': did you mean 'window'?}, or the names that there are. */
    public static String message(String what, String written, Collection<String> names) {
        return "unknown " + what + " '" + written + "'"
                + of(written, names)
                        .map(name -> ": did you mean '" + name + "'?")
                        .orElse(names.isEmpty() ? ": there is none" : ": expected one of " + String.join(", ", names));
    }

    /** Levenshtein's distance, with one row kept. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(above, row[j - 1]) + 1, diagonal + change);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
