package dev.freshet.core.pattern;

import java.util.Arrays;

/**
 * The ways that a search is on, best first: of each the state that waits for the next row, which rows of the match conditions may look
 * at, and what the rows so far are. Rows of one variable behind one another are one part, and ways share the parts that they have in
 * common: a part ends where the one behind it begins.
 */
final class Ways {
    static final int NO_PART = -1;
    private static final int FEW = 4;

    private final int width;
    private int count;
    private int[] states = new int[FEW];
    private int[] parts = new int[FEW];
    private int[] rows;

    private int partCount;
    private int[] before = new int[FEW];
    private int[] variables = new int[FEW];
    private int[] starts = new int[FEW];
    private int matched = NO_PART;

    /** @param width how many places of rows go with a way */
    Ways(int width) {
        this.width = width;
        rows = new int[FEW * width];
    }

    int count() {
        return count;
    }

    int state(int way) {
        return states[way];
    }

    /** The last part of a way. */
    int part(int way) {
        return parts[way];
    }

    void copyRows(int way, int[] into) {
        System.arraycopy(rows, way * width, into, 0, width);
    }

    void clear() {
        count = 0;
    }

    void add(int state, int[] rowsOfWay, int part) {
        if (count == states.length) {
            resize(2 * count);
        }
        states[count] = state;
        parts[count] = part;
        System.arraycopy(rowsOfWay, 0, rows, count * width, width);
        count++;
    }

    /** Goes on with other ways over the same parts. */
    void become(Ways next) {
        if (next.count > states.length || states.length > FEW + 4 * next.count) {
            count = 0;
            resize(Math.max(FEW, next.count));
        }
        count = next.count;
        System.arraycopy(next.states, 0, states, 0, count);
        System.arraycopy(next.parts, 0, parts, 0, count);
        System.arraycopy(next.rows, 0, rows, 0, count * width);
    }

    private void resize(int length) {
        states = Arrays.copyOf(states, length);
        parts = Arrays.copyOf(parts, length);
        rows = Arrays.copyOf(rows, length * width);
    }

    /** The last part when a row of a variable, at a place of the match, comes behind another one. */
    int goOn(int part, int variable, int place) {
        if (part != NO_PART && variables[part] == variable) {
            return part;
        }
        if (partCount == before.length) {
            before = Arrays.copyOf(before, 2 * partCount);
            variables = Arrays.copyOf(variables, 2 * partCount);
            starts = Arrays.copyOf(starts, 2 * partCount);
        }
        before[partCount] = part;
        variables[partCount] = variable;
        starts[partCount] = place;
        return partCount++;
    }

    /** The last part of the best match so far. */
    void match(int part) {
        matched = part;
    }

    /** The variable of each row of the best match. */
    int[] labels(int length) {
        int[] labels = new int[length];
        int end = length;
        for (int part = matched; part != NO_PART; part = before[part]) {
            Arrays.fill(labels, starts[part], end, variables[part]);
            end = starts[part];
        }
        return labels;
    }

    long sizeBytes() {
        return 4L * (states.length + parts.length + rows.length) + 12L * before.length + 96;
    }
}
