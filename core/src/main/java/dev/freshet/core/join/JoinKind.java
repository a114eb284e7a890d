package dev.freshet.core.join;

import java.util.Locale;

/** Which rows a join makes of those that match and those that do not. */
public enum JoinKind {
    /** A row for each pair. */
    INNER,
    /** A row for each pair, and one for each left row without any. */
    LEFT,
    /** A row for each pair, and one for each right row without any. */
    RIGHT,
    /** A row for each pair, and one for each row of either side without any. */
    FULL,
    /** A left row that has a match, once. */
    SEMI,
    /** A left row that has none. */
    ANTI;

    /** Whether a row is made for each pair. */
    boolean emitsPairs() {
        return this != SEMI && this != ANTI;
    }

    /** Whether rows of this side that have no match come out. */
    boolean emitsUnmatched(JoinSide side) {
        return switch (this) {
            case INNER, SEMI -> false;
            case LEFT, ANTI -> side == JoinSide.LEFT;
            case RIGHT -> side == JoinSide.RIGHT;
            case FULL -> true;
        };
    }

    /** Whether a result may lack the columns of this side. */
    boolean mayMiss(JoinSide side) {
        return emitsPairs() && emitsUnmatched(side.other());
    }

    /** For people: {@code left}. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
