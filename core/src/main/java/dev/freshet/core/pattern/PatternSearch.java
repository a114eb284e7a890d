package dev.freshet.core.pattern;

/**
 * Moves runs through the automaton by all of its states at once, in the order of preference (Pike's machine, as in Cox,
 * "Regular Expression Matching: the Virtual Machine Approach", 2009): whether a row fits a variable depends on the row alone, so
 * of two ways into one state the better is enough. A row costs O(s) for s states, and a run holds no more than those.
 */
final class PatternSearch {
    private final PatternProgram program;
    private final int[] visited;
    private final int[] stack;
    private final long firstVariables;
    private int round;
    private int[] next;
    private int nextCount;

    PatternSearch(PatternProgram program) {
        this.program = program;
        visited = new int[program.size()];
        stack = new int[2 * program.size() + 1];
        next = new int[program.size()];
        long first = 0;
        begin();
        enter(0);
        for (int i = 0; i < nextCount; i++) {
            first |= 1L << program.variable(next[i]);
        }
        firstVariables = first;
    }

    /** Whether a match can begin at a row that fits these variables, a bit each. */
    boolean mayBegin(long variables) {
        return (variables & firstVariables) != 0;
    }

    /** Takes the next row, which fits these variables; false when no better match than the run's can come. */
    boolean take(PatternRun run, long variables) {
        begin();
        boolean ends = false;
        if (run.seen == 0) {
            enter(0);
            swap(run);
            begin();
        }
        for (int i = 0; i < run.count && !ends; i++) {
            int state = run.states[i];
            if ((variables >>> program.variable(state) & 1) != 0) {
                ends = enter(state + 1);
            }
        }
        run.seen++;
        if (ends) {
            run.matched = run.seen;
        }
        swap(run);
        return run.count > 0;
    }

    private void begin() {
        nextCount = 0;
        round++;
    }

    /** Adds the states that are reached from one without a row, best first; true at the end, behind which nothing is better. */
    private boolean enter(int from) {
        int depth = 0;
        stack[depth++] = from;
        while (depth > 0) {
            int state = stack[--depth];
            if (visited[state] == round) {
                continue;
            }
            visited[state] = round;
            if (program.isEnd(state)) {
                return true;
            }
            if (program.variable(state) >= 0) {
                next[nextCount++] = state;
                continue;
            }
            if (program.isFork(state)) {
                stack[depth++] = program.other(state);
            }
            stack[depth++] = program.preferred(state);
        }
        return false;
    }

    private void swap(PatternRun run) {
        if (run.states.length < nextCount) {
            run.states = new int[Math.min(program.size(), 2 * nextCount)];
        }
        System.arraycopy(next, 0, run.states, 0, nextCount);
        run.count = nextCount;
    }

    /**
     * Which variable each row of a match is of, by the way that is preferred among those that end at its last row: first
     * backwards which states lead to the end, then forwards along them. O(s) a row.
     *
     * @param variables what each row fits
     * @param length how many rows the match has
     */
    int[] label(long[] variables, int length) {
        int words = (program.size() + 63) >>> 6;
        long[] leads = new long[Math.multiplyExact(words, length + 1)];
        for (int place = length; place >= 0; place--) {
            for (int state : program.successorsFirst()) {
                if (leads(state, place, length, variables, leads, words)) {
                    leads[place * words + (state >>> 6)] |= 1L << state;
                }
            }
        }
        int[] labels = new int[length];
        int state = 0;
        for (int place = 0; place < length; ) {
            if (program.variable(state) >= 0) {
                labels[place++] = program.variable(state++);
            } else {
                int first = program.preferred(state);
                state = isSet(leads, words, place, first) ? first : program.other(state);
            }
        }
        return labels;
    }

    private boolean leads(int state, int place, int length, long[] variables, long[] leads, int words) {
        if (program.isEnd(state)) {
            return place == length;
        }
        int variable = program.variable(state);
        if (variable >= 0) {
            return place < length
                    && (variables[place] >>> variable & 1) != 0
                    && isSet(leads, words, place + 1, state + 1);
        }
        return isSet(leads, words, place, program.preferred(state))
                || (program.isFork(state) && isSet(leads, words, place, program.other(state)));
    }

    private static boolean isSet(long[] leads, int words, int place, int state) {
        return (leads[place * words + (state >>> 6)] >>> state & 1) != 0;
    }
}
