package dev.freshet.core.join;

/** The two streams of a join; the ordinal is the operator's input. */
public enum JoinSide {
    /** Input 0. */
    LEFT,
    /** Input 1. */
    RIGHT;

    JoinSide other() {
        return this == LEFT ? RIGHT : LEFT;
    }

    /** The side of an operator's input. */
    static JoinSide of(int input) {
        if (input < 0 || input > 1) {
            throw new IllegalArgumentException("a join has the inputs 0 and 1 (input " + input + ")");
        }
        return input == 0 ? LEFT : RIGHT;
    }
}
