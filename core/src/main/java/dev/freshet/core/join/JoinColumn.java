package dev.freshet.core.join;

import java.io.Serializable;

/**
 * A column of a join's results.
 *
 * @param side whose it is
 * @param column its name there
 * @param name its name in the results, unique
 */
public record JoinColumn(JoinSide side, String column, String name) implements Serializable {
    public static JoinColumn left(String column) {
        return left(column, column);
    }

    public static JoinColumn left(String column, String name) {
        return new JoinColumn(JoinSide.LEFT, column, name);
    }

    public static JoinColumn right(String column) {
        return right(column, column);
    }

    public static JoinColumn right(String column, String name) {
        return new JoinColumn(JoinSide.RIGHT, column, name);
    }
}
