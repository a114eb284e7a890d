package dev.freshet.core.expr.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a regular expression is found in a text by a look-up a byte: sets of the automaton's states are made states
 * of their own when a text first leads to them (lazy subset construction; Cox, "Regular Expression Matching in the Wild",
 * 2010). It ends as soon as the answer is sure. An expression that needs too many such states is given up.
 *
 * <p>Where a text cannot have begun to match, bytes that change nothing are passed over without look-ups that wait for each
 * other.
 *
 * <p>Not thread-safe: states are added by use.
 */
final class ByteDfa {
    /** What {@link #find} answers. */
    enum Answer {
        FOUND,
        NOT_FOUND,
        /** The expression needs too many states. */
        UNKNOWN
    }

    private static final int MOST_STATES = 1000;
    private static final int NOT_COMPUTED = 0;
    private static final int FOUND = 1;
    private static final int NEVER = 2;
    /** A state is the place of its row in the table: its number times the row's width. The lowest number is above the codes. */
    private static final int FIRST = 3;

    private final ByteNfa nfa;
    private final byte[] classOf;
    private final int[] exampleOf;
    private final int width;
    private final BitSet restart;
    private final Map<BitSet, Integer> numbers = new HashMap<>();
    private final List<BitSet> sets = new ArrayList<>();

    private int[] table;
    private boolean[] foundAtEnd = new boolean[16];
    private final boolean[] passedOver = new boolean[256];
    private final int home;
    private final int start;
    private final boolean emptyFound;
    private boolean givenUp;

    private ByteDfa(ByteNfa nfa) {
        this.nfa = nfa;
        classOf = nfa.classes();
        exampleOf = new int[256];
        int classes = 0;
        for (int value = 255; value >= 0; value--) {
            exampleOf[classOf[value] & 0xFF] = value;
            classes = Math.max(classes, (classOf[value] & 0xFF) + 1);
        }
        width = classes;
        table = new int[16 * width];
        restart = nfa.begin(false);
        home = number(restart);
        BitSet first = nfa.begin(true);
        start = number(first);
        emptyFound = nfa.found(first) || nfa.foundAtEnd(first, true);
        for (int value = 0; value < 256 && home >= FIRST; value++) {
            passedOver[value] = step(home, classOf[value] & 0xFF) == home;
        }
    }

    /** The automaton of an expression that RE2/J takes; null where it is beyond it. */
    static @Nullable ByteDfa of(String expression) {
        RegexTree tree = RegexReader.read(expression);
        ByteNfa nfa = tree == null ? null : ByteNfa.of(tree);
        return nfa == null ? null : new ByteDfa(nfa);
    }

    /** Whether the expression is found in {@code data[from .. to)}, which is valid UTF-8. */
    Answer find(byte[] data, int from, int to) {
        if (from == to) {
            return emptyFound ? Answer.FOUND : Answer.NOT_FOUND;
        }
        int[] rows = table;
        int state = start;
        for (int at = from; at < to && state >= FIRST; at++) {
            if (state == home) {
                while (passedOver[data[at] & 0xFF]) {
                    if (++at == to) {
                        return end(state);
                    }
                }
            }
            int symbol = classOf[data[at] & 0xFF] & 0xFF;
            int next = rows[state + symbol];
            if (next == NOT_COMPUTED) {
                next = step(state, symbol);
                rows = table;
            }
            state = next;
        }
        return switch (state) {
            case FOUND -> Answer.FOUND;
            case NEVER -> Answer.NOT_FOUND;
            case NOT_COMPUTED -> Answer.UNKNOWN;
            default -> end(state);
        };
    }

    private Answer end(int state) {
        return foundAtEnd[state / width] ? Answer.FOUND : Answer.NOT_FOUND;
    }

    /** The state after a byte of a class; {@link #NOT_COMPUTED} where there would be too many. */
    private int step(int state, int symbol) {
        if (givenUp) {
            return NOT_COMPUTED;
        }
        BitSet set = nfa.after(sets.get(state / width - FIRST), exampleOf[symbol]);
        // A match may also begin behind this byte.
        set.or(restart);
        int next = number(set);
        table[state + symbol] = next;
        return next;
    }

    private int number(BitSet set) {
        if (nfa.found(set)) {
            return FOUND;
        }
        if (!nfa.canGoOn(set)) {
            return NEVER;
        }
        Integer known = numbers.get(set);
        if (known != null) {
            return known;
        }
        int number = FIRST + sets.size();
        if (sets.size() == MOST_STATES) {
            givenUp = true;
            return NOT_COMPUTED;
        }
        sets.add(set);
        if (number >= foundAtEnd.length) {
            foundAtEnd = Arrays.copyOf(foundAtEnd, 2 * foundAtEnd.length);
            table = Arrays.copyOf(table, foundAtEnd.length * width);
        }
        foundAtEnd[number] = nfa.foundAtEnd(set, false);
        numbers.put(set, number * width);
        return number * width;
    }
}
