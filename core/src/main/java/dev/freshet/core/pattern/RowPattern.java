package dev.freshet.core.pattern;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A regular expression over rows: {@code A (B | C)+? D{2,5}}. Its text is what {@link RowPatternParser} reads. */
public sealed interface RowPattern extends Serializable {
    /** No bound. */
    int UNLIMITED = -1;

    /** Whether it can match no row at all. */
    boolean mayBeEmpty();

    /** One row for which a variable's condition holds. */
    record Variable(String name) implements RowPattern {
        @Override
        public boolean mayBeEmpty() {
            return false;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** One part directly behind the other. */
    record Sequence(List<RowPattern> parts) implements RowPattern {
        public Sequence {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean mayBeEmpty() {
            return parts.stream().allMatch(RowPattern::mayBeEmpty);
        }

        @Override
        public String toString() {
            return parts.stream()
                    .map(part -> part instanceof Alternation ? "(" + part + ")" : part.toString())
                    .collect(Collectors.joining(" "));
        }
    }

    /** One of several; the first that leads to a match. */
    record Alternation(List<RowPattern> options) implements RowPattern {
        public Alternation {
            options = List.copyOf(options);
        }

        @Override
        public boolean mayBeEmpty() {
            return options.stream().anyMatch(RowPattern::mayBeEmpty);
        }

        @Override
        public String toString() {
            return options.stream().map(RowPattern::toString).collect(Collectors.joining(" | "));
        }
    }

    /**
     * Several times the same.
     *
     * @param min how often at least
     * @param max how often at most, or {@link #UNLIMITED}
     * @param reluctant whether fewer are tried before more
     */
    record Repeat(RowPattern part, int min, int max, boolean reluctant) implements RowPattern {
        /** How often anything may be asked for. */
        public static final int MOST = 1000;

        /** @throws IllegalArgumentException if the bounds are wrong, or the part can match no row */
        public Repeat {
            if (min < 0 || min > MOST || max > MOST || max == 0 || (max != UNLIMITED && max < min)) {
                throw new IllegalArgumentException("a part is repeated {n} or {n,m} times with n <= m and m from 1 to "
                        + MOST + " (is " + bounds(min, max) + ")");
            }
            if (part.mayBeEmpty()) {
                throw new IllegalArgumentException(
                        "what is repeated must take a row each time, and '" + part + "' may take none");
            }
        }

        @Override
        public boolean mayBeEmpty() {
            return min == 0;
        }

        @Override
        public String toString() {
            String inner = part instanceof Variable ? part.toString() : "(" + part + ")";
            return inner + bounds(min, max) + (reluctant ? "?" : "");
        }

        private static String bounds(int min, int max) {
            if (max == UNLIMITED) {
                return min == 0 ? "*" : min == 1 ? "+" : "{" + min + ",}";
            }
            return min == 0 && max == 1 ? "?" : min == max ? "{" + min + "}" : "{" + min + "," + max + "}";
        }
    }

    /** The names of the variables, in the order in which they first stand in the text. */
    default Set<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        collect(this, names);
        return names;
    }

    private static void collect(RowPattern pattern, Set<String> into) {
        if (pattern instanceof Variable variable) {
            into.add(variable.name());
        } else if (pattern instanceof Sequence sequence) {
            sequence.parts().forEach(part -> collect(part, into));
        } else if (pattern instanceof Alternation alternation) {
            alternation.options().forEach(option -> collect(option, into));
        } else if (pattern instanceof Repeat repeat) {
            collect(repeat.part(), into);
        }
    }
}
