package dev.freshet.core.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern as a nondeterministic automaton of numbered states (Thompson, CACM 11(6), 1968), whose branches are in the order in
 * which they are preferred: a greedy quantifier first goes on, a reluctant one first leaves. Counted quantifiers are written out.
 *
 * <p>State {@code i} takes a row of a variable and goes on to {@code i + 1}, or goes to one or two others without a row, or is
 * the end. Parts that are repeated take a row each time, so no circle is without one.
 */
final class PatternProgram {
    /** How many states there may be. */
    static final int MOST_STATES = 4096;

    private static final int FORK = -1;
    private static final int JUMP = -2;
    private static final int END = -3;

    /** The variable that a state takes, or what else it does. */
    private int[] kinds = new int[16];

    private int[] preferred = new int[16];
    private int[] others = new int[16];
    private int size;
    private final List<String> variables;
    private final int[] successorsFirst;

    /** @throws IllegalArgumentException if the pattern has too many states */
    PatternProgram(RowPattern pattern) {
        variables = List.copyOf(pattern.variables());
        write(pattern);
        add(END);
        successorsFirst = order();
    }

    int size() {
        return size;
    }

    /** The variable that the state takes a row of; negative where it takes none. */
    int variable(int state) {
        return kinds[state];
    }

    boolean isEnd(int state) {
        return kinds[state] == END;
    }

    boolean isFork(int state) {
        return kinds[state] == FORK;
    }

    /** Where a fork or a jump goes first. */
    int preferred(int state) {
        return preferred[state];
    }

    /** Where a fork goes else. */
    int other(int state) {
        return others[state];
    }

    /** All states, each behind those that it goes to without a row. */
    int[] successorsFirst() {
        return successorsFirst;
    }

    private void write(RowPattern pattern) {
        if (pattern instanceof RowPattern.Variable variable) {
            add(variables.indexOf(variable.name()));
        } else if (pattern instanceof RowPattern.Sequence sequence) {
            sequence.parts().forEach(this::write);
        } else if (pattern instanceof RowPattern.Alternation alternation) {
            write(alternation.options());
        } else if (pattern instanceof RowPattern.Repeat repeat) {
            write(repeat);
        }
    }

    private void write(List<RowPattern> options) {
        List<Integer> jumps = new ArrayList<>();
        for (int i = 0; i < options.size() - 1; i++) {
            int fork = add(FORK);
            preferred[fork] = size;
            write(options.get(i));
            jumps.add(add(JUMP));
            others[fork] = size;
        }
        write(options.get(options.size() - 1));
        jumps.forEach(jump -> preferred[jump] = size);
    }

    private void write(RowPattern.Repeat repeat) {
        for (int i = 0; i < repeat.min(); i++) {
            write(repeat.part());
        }
        List<Integer> forks = new ArrayList<>();
        if (repeat.max() == RowPattern.UNLIMITED) {
            int fork = add(FORK);
            forks.add(fork);
            write(repeat.part());
            int jump = add(JUMP);
            preferred[jump] = fork;
        }
        for (int i = repeat.min(); i < repeat.max(); i++) {
            forks.add(add(FORK));
            write(repeat.part());
        }
        for (int fork : forks) {
            preferred[fork] = repeat.reluctant() ? size : fork + 1;
            others[fork] = repeat.reluctant() ? fork + 1 : size;
        }
    }

    private int add(int kind) {
        if (size == MOST_STATES) {
            throw new IllegalArgumentException("a pattern has at most " + MOST_STATES
                    + " variables and branches, repetitions written out; this one has more");
        }
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * size);
            preferred = Arrays.copyOf(preferred, 2 * size);
            others = Arrays.copyOf(others, 2 * size);
        }
        kinds[size] = kind;
        return size++;
    }

    private int[] order() {
        int[] order = new int[size];
        boolean[] seen = new boolean[size];
        int[] stack = new int[2 * size + 1];
        int count = 0;
        for (int root = 0; root < size; root++) {
            int depth = 0;
            stack[depth++] = root;
            while (depth > 0) {
                int state = stack[depth - 1];
                if (state < 0) {
                    order[count++] = ~state;
                    depth--;
                } else if (seen[state]) {
                    depth--;
                } else {
                    seen[state] = true;
                    stack[depth - 1] = ~state;
                    if (kinds[state] == FORK || kinds[state] == JUMP) {
                        stack[depth++] = preferred[state];
                    }
                    if (kinds[state] == FORK) {
                        stack[depth++] = others[state];
                    }
                }
            }
        }
        return order;
    }
}
