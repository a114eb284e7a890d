package dev.freshet.testkit.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A pattern, and the search for it by trying one way after the other in the order of preference. */
final class NaivePattern {
    /** Gives up a search: there are patterns whose ways are too many to be tried. */
    static final class TooManyWays extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private sealed interface Node {
        String text();

        boolean mayBeEmpty();
    }

    private record Of(String name) implements Node {
        @Override
        public String text() {
            return name;
        }

        @Override
        public boolean mayBeEmpty() {
            return false;
        }
    }

    private record Behind(List<Node> parts) implements Node {
        @Override
        public String text() {
            return parts.stream()
                    .map(part -> part instanceof Either ? "(" + part.text() + ")" : part.text())
                    .collect(Collectors.joining(" "));
        }

        @Override
        public boolean mayBeEmpty() {
            return parts.stream().allMatch(Node::mayBeEmpty);
        }
    }

    private record Either(List<Node> options) implements Node {
        @Override
        public String text() {
            return options.stream().map(Node::text).collect(Collectors.joining("|"));
        }

        @Override
        public boolean mayBeEmpty() {
            return options.stream().anyMatch(Node::mayBeEmpty);
        }
    }

    private record Times(Node part, int min, int max, String quantifier, boolean reluctant) implements Node {
        @Override
        public String text() {
            return (part instanceof Of ? part.text() : "( " + part.text() + " )") + quantifier + (reluctant ? "?" : "");
        }

        @Override
        public boolean mayBeEmpty() {
            return min == 0;
        }
    }

    /** Whether a row can be of a variable, behind rows of these in the match. */
    interface Fitting {
        boolean test(String name, int place, List<String> before);
    }

    /** What is to follow; true if that leads to a match. */
    private interface Rest {
        boolean from(int place);
    }

    private final Node root;
    private final List<String> labels = new ArrayList<>();
    private Fitting fits = (name, place, before) -> false;
    private int rows;
    private int steps;

    private NaivePattern(Node root) {
        this.root = root;
    }

    static NaivePattern random(Random random, List<String> names) {
        Node node = node(random, names, 3);
        return new NaivePattern(node.mayBeEmpty() ? new Behind(List.of(node, new Of(names.get(0)))) : node);
    }

    private static Node node(Random random, List<String> names, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(6);
        if (kind < 2) {
            return new Of(names.get(random.nextInt(names.size())));
        }
        if (kind < 4) {
            return new Behind(nodes(random, names, depth));
        }
        if (kind == 4) {
            return new Either(nodes(random, names, depth));
        }
        Node part = node(random, names, depth - 1);
        if (part.mayBeEmpty()) {
            return part;
        }
        int min = random.nextInt(4);
        int max = Math.max(1, min + random.nextInt(3));
        boolean reluctant = random.nextInt(3) == 0;
        return switch (random.nextInt(6)) {
            case 0 -> new Times(part, 0, 1, "?", reluctant);
            case 1 -> new Times(part, 0, Integer.MAX_VALUE, "*", reluctant);
            case 2 -> new Times(part, 1, Integer.MAX_VALUE, " +", reluctant);
            case 3 -> new Times(part, min, Integer.MAX_VALUE, "{" + min + ",}", reluctant);
            case 4 -> new Times(part, min, max, "{ " + min + ", " + max + " }", reluctant);
            default -> new Times(part, max, max, "{" + max + "}", reluctant);
        };
    }

    private static List<Node> nodes(Random random, List<String> names, int depth) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 2 + random.nextInt(2); i > 0; i--) {
            nodes.add(node(random, names, depth - 1));
        }
        return nodes;
    }

    String text() {
        return root.text();
    }

    /**
     * The variables of the rows of the match that begins at one.
     *
     * @param end behind the last row that may be in it
     */
    @Nullable
    List<String> match(int start, int end, Fitting fitting) {
        fits = fitting;
        rows = end;
        steps = 0;
        labels.clear();
        return tries(root, start, place -> true) ? List.copyOf(labels) : null;
    }

    private boolean tries(Node node, int place, Rest rest) {
        if (++steps > 20_000) {
            throw new TooManyWays();
        }
        if (node instanceof Of one) {
            if (place >= rows || !fits.test(one.name, place, labels)) {
                return false;
            }
            labels.add(one.name);
            if (rest.from(place + 1)) {
                return true;
            }
            labels.remove(labels.size() - 1);
            return false;
        }
        if (node instanceof Behind behind) {
            return triesPart(behind.parts, 0, place, rest);
        }
        if (node instanceof Either either) {
            return either.options.stream().anyMatch(option -> tries(option, place, rest));
        }
        return triesTimes((Times) node, 0, place, rest);
    }

    private boolean triesPart(List<Node> parts, int index, int place, Rest rest) {
        return index == parts.size()
                ? rest.from(place)
                : tries(parts.get(index), place, next -> triesPart(parts, index + 1, next, rest));
    }

    private boolean triesTimes(Times times, int done, int place, Rest rest) {
        Rest once = next -> triesTimes(times, done + 1, next, rest);
        if (done < times.min) {
            return tries(times.part, place, once);
        }
        if (times.reluctant) {
            return rest.from(place) || (done < times.max && tries(times.part, place, once));
        }
        return (done < times.max && tries(times.part, place, once)) || rest.from(place);
    }
}
