package dev.freshet.sql;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what a misspelt name was meant to be. */
final class Names {
    private Names() {}

    /** {@code no column 'byts'; did you mean 'bytes'? (columns: bytes, src)}. */
    static String unknown(String what, String plural, String name, Collection<String> known) {
        String nearest = nearest(name, known);
        return "no " + what + " '" + name + "'"
                + (nearest == null ? "" : "; did you mean '" + nearest + "'?")
                + " (" + plural + ": " + String.join(", ", known) + ")";
    }

    /** The known name with the least edit distance, if that is at most a third of the length; null where none is near. */
    static @Nullable String nearest(String name, Collection<String> known) {
        String best = null;
        int least = Math.max(1, (name.length() + 1) / 3) + 1;
        String lower = name.toLowerCase(Locale.ROOT);
        for (String candidate : known) {
            int distance = distance(lower, candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** Edits (insert, delete, replace, swap neighbours) from one to the other: optimal string alignment. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int replace = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
