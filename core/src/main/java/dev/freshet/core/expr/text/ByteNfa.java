package dev.freshet.core.expr.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression as states and the bytes that lead from one to the next (Thompson, "Regular Expression Search
 * Algorithm", CACM 1968). Sets of states are {@link BitSet}s.
 */
final class ByteNfa {
    private static final int MOST_STATES = 1000;
    private static final int NONE = -1;

    private enum Kind {
        FOUND,
        BYTE,
        SPLIT,
        START,
        END
    }

    private static final class State {
        final Kind kind;
        final @Nullable ByteSet bytes;
        int next;
        final int other;

        State(Kind kind, @Nullable ByteSet bytes, int next, int other) {
            this.kind = kind;
            this.bytes = bytes;
            this.next = next;
            this.other = other;
        }
    }

    private final List<State> states = new ArrayList<>();
    private final int first;

    private ByteNfa(RegexTree tree) {
        first = build(tree, add(Kind.FOUND, null, NONE, NONE));
    }

    /** The automaton of an expression; null where it has too many states. */
    static @Nullable ByteNfa of(RegexTree tree) {
        ByteNfa nfa = new ByteNfa(tree);
        return nfa.states.size() > MOST_STATES ? null : nfa;
    }

    /** The states in which a search is that begins here. */
    BitSet begin(boolean atStart) {
        BitSet into = new BitSet();
        follow(first, atStart, false, into);
        return into;
    }

    /** Those after a byte. */
    BitSet after(BitSet from, int value) {
        BitSet into = new BitSet();
        for (int i = from.nextSetBit(0); i >= 0; i = from.nextSetBit(i + 1)) {
            State state = states.get(i);
            if (state.bytes != null && state.bytes.holds(value)) {
                follow(state.next, false, false, into);
            }
        }
        return into;
    }

    /** Whether the expression is found, whatever follows; state 0 says so. */
    boolean found(BitSet in) {
        return in.get(0);
    }

    /** Whether it can still be found. */
    boolean canGoOn(BitSet in) {
        return in.stream().anyMatch(i -> states.get(i).kind == Kind.BYTE || states.get(i).kind == Kind.END);
    }

    /** Whether the expression is found if the text ends here. */
    boolean foundAtEnd(BitSet in, boolean atStart) {
        BitSet reached = new BitSet();
        for (int i = in.nextSetBit(0); i >= 0; i = in.nextSetBit(i + 1)) {
            follow(i, atStart, true, reached);
        }
        return found(reached);
    }

    /** A number for each byte value, the same for those that no state tells apart; numbers are given out from 0. */
    byte[] classes() {
        byte[] classOf = new byte[256];
        int[] representatives = new int[256];
        int count = 0;
        for (int value = 0; value < 256; value++) {
            int same = 0;
            while (same < count && !alike(representatives[same], value)) {
                same++;
            }
            if (same == count) {
                representatives[count++] = value;
            }
            classOf[value] = (byte) same;
        }
        return classOf;
    }

    private boolean alike(int a, int b) {
        return states.stream().allMatch(state -> state.bytes == null || state.bytes.holds(a) == state.bytes.holds(b));
    }

    /** Adds a state and those that it leads to without a byte. Its depth is bound by the number of states. */
    private void follow(int index, boolean atStart, boolean atEnd, BitSet into) {
        int at = index;
        while (at != NONE && !into.get(at)) {
            into.set(at);
            State state = states.get(at);
            at = switch (state.kind) {
                case FOUND, BYTE -> NONE;
                case START -> atStart ? state.next : NONE;
                case END -> atEnd ? state.next : NONE;
                case SPLIT -> {
                    follow(state.other, atStart, atEnd, into);
                    yield state.next;
                }
            };
        }
    }

    /** Builds the states of a part, and returns the one that it begins with. */
    private int build(RegexTree tree, int next) {
        if (states.size() > MOST_STATES) {
            return next;
        }
        if (tree instanceof RegexTree.One one) {
            return add(Kind.BYTE, one.bytes(), next, NONE);
        }
        if (tree instanceof RegexTree.Edge edge) {
            return add(edge.end() ? Kind.END : Kind.START, null, next, NONE);
        }
        if (tree instanceof RegexTree.Repeat repeat) {
            return repeat(repeat, next);
        }
        int entry = next;
        if (tree instanceof RegexTree.Sequence sequence) {
            for (int i = sequence.parts().size() - 1; i >= 0; i--) {
                entry = build(sequence.parts().get(i), entry);
            }
        } else if (tree instanceof RegexTree.Choice choice) {
            entry = build(choice.choices().get(0), next);
            for (int i = 1; i < choice.choices().size(); i++) {
                entry = add(Kind.SPLIT, null, build(choice.choices().get(i), next), entry);
            }
        }
        return entry;
    }

    private int repeat(RegexTree.Repeat repeat, int next) {
        int entry = next;
        if (repeat.most() < 0) {
            entry = add(Kind.SPLIT, null, NONE, next);
            states.get(entry).next = build(repeat.part(), entry);
        }
        for (int i = repeat.least(); i < repeat.most(); i++) {
            entry = add(Kind.SPLIT, null, build(repeat.part(), entry), next);
        }
        for (int i = 0; i < repeat.least(); i++) {
            entry = build(repeat.part(), entry);
        }
        return entry;
    }

    private int add(Kind kind, @Nullable ByteSet bytes, int next, int other) {
        states.add(new State(kind, bytes, next, other));
        return states.size() - 1;
    }
}
