package dev.freshet.core.expr.text;

import java.util.List;

/** A regular expression over bytes, as far as it matters whether it is found: groups and greed are left out. */
sealed interface RegexTree {
    /** Nothing at all. */
    RegexTree EMPTY = new Sequence(List.of());

    /** One byte of a set. */
    record One(ByteSet bytes) implements RegexTree {}

    /** One after the other. */
    record Sequence(List<RegexTree> parts) implements RegexTree {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    /** One of them. */
    record Choice(List<RegexTree> choices) implements RegexTree {
        public Choice {
            choices = List.copyOf(choices);
        }
    }

    /**
     * Several times.
     *
     * @param most -1 for any number
     */
    record Repeat(RegexTree part, int least, int most) implements RegexTree {}

    /** The beginning of the text, or its end. */
    record Edge(boolean end) implements RegexTree {}
}
