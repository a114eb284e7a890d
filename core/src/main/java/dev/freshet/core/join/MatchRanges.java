package dev.freshet.core.join;

import dev.freshet.core.state.SideRows;
import java.util.List;

/**
 * The rows of all other inputs that match one row of the first: a range of places each, and a way through all combinations.
 * A range that is empty because its input has no match, or because its row has just come, counts as one place that is -1.
 */
final class MatchRanges {
    /** What a row of the first input has no match of. */
    enum Lack {
        /** Of none. */
        NOTHING,
        /** Of inputs that may be missing. */
        OPTIONAL,
        /** Of one that must be there. */
        NEEDED
    }

    private static final int ABSENT = -1;

    private final List<SideRows> sides;
    private final JoinCondition[] conditions;
    private final boolean[] needed;
    private final int[] from;
    private final int[] to;
    private final int[] at;

    /**
     * @param conditions of each input but the first with the first
     * @param needed of which inputs there must be a match
     */
    MatchRanges(List<SideRows> sides, JoinCondition[] conditions, boolean[] needed) {
        this.sides = sides;
        this.conditions = conditions;
        this.needed = needed;
        from = new int[sides.size()];
        to = new int[sides.size()];
        at = new int[sides.size()];
    }

    /**
     * Finds the matches of a first row.
     *
     * @param key its key's slot, -1 if there is nothing of its key
     * @param arriving the input whose row has just come, which is not looked at
     */
    Lack find(int key, long firstMs, int arriving) {
        Lack lack = Lack.NOTHING;
        for (int input = 1; input < sides.size(); input++) {
            from[input] = ABSENT;
            to[input] = ABSENT + 1;
            if (input == arriving) {
                continue;
            }
            SideRows rows = sides.get(input);
            int low = key < 0 ? 0 : rows.countBefore(key, conditions[input].firstMatch(JoinSide.LEFT, firstMs));
            int high = key < 0 ? 0 : rows.countThrough(key, conditions[input].lastMatch(JoinSide.LEFT, firstMs));
            if (low < high) {
                from[input] = low;
                to[input] = high;
            } else if (needed[input]) {
                return Lack.NEEDED;
            } else {
                lack = Lack.OPTIONAL;
            }
        }
        return lack;
    }

    /** Goes to the first combination. */
    void begin() {
        System.arraycopy(from, 0, at, 0, from.length);
    }

    /** Goes to the next combination; false if there was none left. */
    boolean next() {
        for (int input = at.length - 1; input > 0; input--) {
            if (++at[input] < to[input]) {
                return true;
            }
            at[input] = from[input];
        }
        return false;
    }

    /** The place of an input's row in the combination, or -1. */
    int place(int input) {
        return at[input];
    }
}
