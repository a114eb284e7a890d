package dev.freshet.core.pattern;

import dev.freshet.core.expr.NamedExpr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Which rows of a match conditions look at: for each variable that one asks for the first rows of, or the last, their places in the
 * match. These go with each way that a search is on. Behind a state from which no condition asks for them any more they are
 * forgotten, so that ways that differ by nothing else become one.
 */
final class MatchedRows {
    static final int NONE = -1;
    private static final int ALL = -1;

    private final List<MatchedValue> values;
    private final List<String> names;
    /** By group: the variable, whether it is its first rows, and where its places begin. */
    private final int[] variables;

    private final boolean[] first;
    private final int[] begins;
    /** By state: the groups that a condition may still ask for. */
    private final BitSet[] live;

    MatchedRows(PatternSpec spec, PatternProgram program) {
        values = spec.matched();
        names = List.copyOf(spec.pattern().variables());
        List<MatchedValue> groups = new ArrayList<>();
        for (MatchedValue value : values) {
            if (groups.stream().noneMatch(group -> isOfGroup(value, group))) {
                groups.add(value);
            }
        }
        variables = groups.stream().mapToInt(group -> variable(group)).toArray();
        first = new boolean[variables.length];
        begins = new int[variables.length + 1];
        for (int group = 0; group < first.length; group++) {
            MatchedValue of = groups.get(group);
            first[group] = of.first();
            begins[group + 1] = begins[group]
                    + 1
                    + values.stream()
                            .filter(value -> isOfGroup(value, of))
                            .mapToInt(MatchedValue::rows)
                            .max()
                            .orElse(0);
        }
        live = live(spec, program);
    }

    private static boolean isOfGroup(MatchedValue value, MatchedValue group) {
        return value.variable().equals(group.variable()) && value.first() == group.first();
    }

    private int variable(MatchedValue value) {
        return value.variable().isEmpty() ? ALL : names.indexOf(value.variable());
    }

    private int group(MatchedValue value) {
        for (int group = 0; group < variables.length; group++) {
            if (variables[group] == variable(value) && first[group] == value.first()) {
                return group;
            }
        }
        throw new IllegalArgumentException("no such value: " + value);
    }

    /** How many places go with a way. */
    int width() {
        return begins[variables.length];
    }

    /** Which of the places each of {@link PatternSpec#matched} is at. */
    int[] placesOfValues() {
        return values.stream()
                .mapToInt(value -> begins[group(value)] + value.rows())
                .toArray();
    }

    /** The match goes on with the row at a place as one of a variable. */
    void see(int[] rows, int variable, int place) {
        for (int group = 0; group < variables.length; group++) {
            if (variables[group] == variable || variables[group] == ALL) {
                int begin = begins[group];
                int end = begins[group + 1];
                if (first[group]) {
                    while (begin < end && rows[begin] != NONE) {
                        begin++;
                    }
                } else {
                    System.arraycopy(rows, begin, rows, begin + 1, end - begin - 1);
                }
                if (begin < end) {
                    rows[begin] = place;
                }
            }
        }
    }

    /** What of the places may still be asked for at a state. */
    void keep(int state, int[] rows, int[] into) {
        for (int group = 0; group < variables.length; group++) {
            int begin = begins[group];
            int end = begins[group + 1];
            if (live[state].get(group)) {
                System.arraycopy(rows, begin, into, begin, end - begin);
            } else {
                Arrays.fill(into, begin, end, NONE);
            }
        }
    }

    private BitSet[] live(PatternSpec spec, PatternProgram program) {
        BitSet[] asked = new BitSet[program.size()];
        Arrays.setAll(asked, state -> asked(spec, program.variable(state)));
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int state = asked.length - 1; state >= 0; state--) {
                int before = asked[state].cardinality();
                if (program.variable(state) >= 0) {
                    asked[state].or(asked[state + 1]);
                } else if (!program.isEnd(state)) {
                    asked[state].or(asked[program.preferred(state)]);
                    if (program.isFork(state)) {
                        asked[state].or(asked[program.other(state)]);
                    }
                }
                changed |= asked[state].cardinality() > before;
            }
        }
        return asked;
    }

    private BitSet asked(PatternSpec spec, int variable) {
        BitSet groups = new BitSet();
        PatternConditions conditions = spec.conditions();
        for (NamedExpr condition : conditions.inMatch()) {
            if (names.indexOf(condition.name()) == variable) {
                conditions.valuesOf(condition).forEach(value -> groups.set(group(values.get(value))));
            }
        }
        return groups;
    }
}
