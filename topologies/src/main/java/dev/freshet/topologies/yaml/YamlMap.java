package dev.freshet.topologies.yaml;

import dev.freshet.topologies.problem.Nearest;
import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A mapping whose names are known: unknown and repeated ones are told at once, wrong values when they are asked for. */
final class YamlMap {
    private final YamlNode.Mapping mapping;
    private final Problems problems;

    /**
     * @param what the mapping is, for messages
     * @param allowed the names that it may have
     */
    YamlMap(YamlNode.Mapping mapping, String what, List<String> allowed, Problems problems) {
        this(mapping, problems);
        for (YamlNode.Entry entry : mapping.entries()) {
            if (!allowed.contains(entry.key().text())) {
                problems.usage(
                        entry.key().place(),
                        Nearest.message("key", entry.key().text(), allowed) + " (in " + what + ")");
            }
        }
    }

    /** A mapping with any names. */
    YamlMap(YamlNode.Mapping mapping, Problems problems) {
        this.mapping = mapping;
        this.problems = problems;
        Set<String> seen = new HashSet<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            if (!seen.add(entry.key().text())) {
                problems.usage(entry.key().place(), "'" + entry.key().text() + "' stands twice");
            }
        }
    }

    Place place() {
        return mapping.place();
    }

    List<YamlNode.Entry> entries() {
        Set<String> seen = new HashSet<>();
        return mapping.entries().stream()
                .filter(entry -> seen.add(entry.key().text()))
                .toList();
    }

    boolean has(String name) {
        return mapping.get(name).isPresent();
    }

    Optional<YamlNode> node(String name) {
        return mapping.get(name);
    }

    /** Where a name's value stands, else the mapping. */
    Place placeOf(String name) {
        return mapping.get(name).map(YamlNode::place).orElse(place());
    }

    Optional<YamlNode.Scalar> scalar(String name) {
        return mapping.get(name).flatMap(node -> {
            if (node instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
                return Optional.of(scalar);
            }
            problems.usage(node.place(), "'" + name + "' must be a single value (is " + node.kind() + ")");
            return Optional.empty();
        });
    }

    Optional<String> text(String name) {
        return scalar(name).map(YamlNode.Scalar::text);
    }

    /** A value read by a function that fails with an {@link IllegalArgumentException} or gives nothing. */
    <T> Optional<T> value(String name, String allowed, Function<String, Optional<T>> parser) {
        return scalar(name).flatMap(scalar -> {
            Optional<T> value = Optional.empty();
            try {
                value = parser.apply(scalar.text().trim());
            } catch (NumberFormatException e) {
                value = Optional.empty();
            }
            if (value.isEmpty()) {
                problems.usage(scalar.place(), "'" + name + "' must be " + allowed + " (is '" + scalar.text() + "')");
            }
            return value;
        });
    }

    Optional<Boolean> flag(String name) {
        return value(name, "true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    Optional<Integer> integer(String name, int least, int greatest) {
        return value(
                name,
                "a whole number from " + least + " to " + greatest,
                text -> Optional.of(Integer.parseInt(text)).filter(value -> value >= least && value <= greatest));
    }

    Optional<YamlNode.Mapping> mapping(String name) {
        return mapping.get(name).flatMap(node -> asMapping(node, "'" + name + "'"));
    }

    Optional<YamlNode.Mapping> asMapping(YamlNode node, String what) {
        if (node instanceof YamlNode.Mapping inner) {
            return Optional.of(inner);
        }
        problems.usage(node.place(), what + " must be a mapping of names to values (is " + node.kind() + ")");
        return Optional.empty();
    }

    /** One value, or a list of them. */
    List<YamlNode.Scalar> scalars(String name) {
        List<YamlNode.Scalar> all = new ArrayList<>();
        mapping.get(name).ifPresent(node -> {
            List<YamlNode> items = node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
            for (YamlNode item : items) {
                if (item instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
                    all.add(scalar);
                } else {
                    problems.usage(
                            item.place(),
                            "'" + name + "' must be a value, or a list of values (is " + item.kind() + ")");
                }
            }
        });
        return all;
    }
}
