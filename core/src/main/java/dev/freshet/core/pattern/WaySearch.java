package dev.freshet.core.pattern;

import dev.freshet.core.operator.Output;
import java.util.Arrays;

/**
 * Moves runs through the automaton where conditions look at rows of the match. Whether a row fits then depends on the way, so that
 * of two ways into one state the better is enough only if the same rows go with both. There are at most as many ways as states
 * times the rows that may be the first or the last of what is asked for: for one such row O(s·n) for a match of n rows, and a
 * row costs as much.
 */
final class WaySearch {
    /** How many ways a search may be on. */
    static final int MOST_WAYS = 1 << 16;

    private final String text;
    private final PatternProgram program;
    private final MatchedRows matched;
    private final MatchConditions conditions;
    private final OpenMatches open;
    private final WaySet visited;
    private final Ways next;
    private final int[] stack;
    private final int[] rows;
    private final int[] kept;

    WaySearch(PatternSpec spec, PatternProgram program, OpenMatches open) {
        this.text = spec.text();
        this.program = program;
        this.open = open;
        matched = new MatchedRows(spec, program);
        conditions = new MatchConditions(spec, program, matched, open);
        visited = new WaySet(matched.width());
        next = new Ways(matched.width());
        stack = new int[2 * program.size() + 1];
        rows = new int[matched.width()];
        kept = new int[matched.width()];
    }

    /**
     * Takes the next of the key's rows; false when no better match than the run's can come.
     *
     * @throws IllegalStateException if there are more than {@link #MOST_WAYS}
     */
    boolean take(int key, PatternRun run, Output out) {
        int place = run.seen;
        Ways ways = open.ways(run, matched.width());
        long bytes = ways.sizeBytes();
        if (place == 0) {
            begin();
            Arrays.fill(rows, MatchedRows.NONE);
            enter(0, Ways.NO_PART);
            ways.become(next);
        }
        boolean[] holds = conditions.hold(key, place, ways, out);
        begin();
        boolean ends = false;
        for (int way = 0; way < ways.count() && !ends; way++) {
            if (holds[way]) {
                int variable = program.variable(ways.state(way));
                ways.copyRows(way, rows);
                matched.see(rows, variable, place);
                int part = ways.goOn(ways.part(way), variable, place);
                ends = enter(ways.state(way) + 1, part);
                if (ends) {
                    ways.match(part);
                    run.matched = place + 1;
                }
            }
        }
        run.seen++;
        ways.become(next);
        open.grew(ways.sizeBytes() - bytes);
        return ways.count() > 0;
    }

    private void begin() {
        next.clear();
        visited.clear();
    }

    /** Adds the states that are reached from one without a row, best first; true at the end, behind which nothing is better. */
    private boolean enter(int from, int part) {
        int depth = 0;
        stack[depth++] = from;
        while (depth > 0) {
            int state = stack[--depth];
            if (program.isEnd(state)) {
                return true;
            }
            matched.keep(state, rows, kept);
            if (!visited.add(state, kept)) {
                continue;
            }
            if (program.variable(state) >= 0) {
                add(state, part);
                continue;
            }
            if (program.isFork(state)) {
                stack[depth++] = program.other(state);
            }
            stack[depth++] = program.preferred(state);
        }
        return false;
    }

    private void add(int state, int part) {
        if (next.count() == MOST_WAYS) {
            throw new IllegalStateException("the search for a match is on more than " + MOST_WAYS
                    + " ways, which differ by the rows that conditions look at (" + text + ")");
        }
        next.add(state, kept, part);
    }
}
