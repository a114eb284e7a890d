package dev.freshet.testkit.links;

import java.util.List;
import java.util.stream.IntStream;

/** Questions of whole lists. */
final class Lists {
    private Lists() {}

    static double middle(double[] values) {
        double[] sorted = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .sorted()
                .toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** How many of the last ones are true. */
    static int run(List<Boolean> signs) {
        int length = 0;
        while (length < signs.size() && signs.get(signs.size() - 1 - length)) {
            length++;
        }
        return length;
    }
}
