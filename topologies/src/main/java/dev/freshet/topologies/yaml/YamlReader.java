package dev.freshet.topologies.yaml;

import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads YAML 1.1 into nodes that know their places. Nothing is constructed: no type tags, and aliases only as copies. */
public final class YamlReader {
    private static final int MAX_DEPTH = 50;
    private static final int MAX_NODES = 100_000;

    private final String source;
    private final Problems problems;
    private int nodes;

    private YamlReader(String source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /**
     * The one document of a text; empty where there is none, or it is not YAML, which is told.
     *
     * @param source the file's name, for places
     */
    public static Optional<YamlNode> read(String source, String text, Problems problems) {
        return new YamlReader(source, problems).read(text);
    }

    private Optional<YamlNode> read(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            return root == null ? Optional.empty() : Optional.of(node(root, 0));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            problems.usage(place(mark), "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            problems.usage(Place.of(source), "not YAML: " + firstLine(e.getMessage()));
        }
        return Optional.empty();
    }

    private YamlNode node(Node node, int depth) {
        nodes++;
        if (depth > MAX_DEPTH || nodes > MAX_NODES) {
            throw new YAMLException("aliases that expand to more than " + MAX_NODES + " values, or contain themselves");
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping, depth);
        }
        if (node instanceof SequenceNode sequence) {
            List<YamlNode> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(node(item, depth + 1));
            }
            return new YamlNode.Sequence(place(node.getStartMark()), items);
        }
        return scalar((ScalarNode) node);
    }

    private YamlNode mapping(MappingNode node, int depth) {
        List<YamlNode.Entry> entries = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                entries.add(new YamlNode.Entry(scalar(key), node(tuple.getValueNode(), depth + 1)));
            } else {
                problems.usage(place(tuple.getKeyNode().getStartMark()), "a name must be a single word");
            }
        }
        return new YamlNode.Mapping(place(node.getStartMark()), entries);
    }

    private YamlNode.Scalar scalar(ScalarNode node) {
        Place place = place(node.getStartMark());
        ScalarStyle style = node.getScalarStyle();
        boolean plain = style == ScalarStyle.PLAIN;
        if (style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED) {
            return new YamlNode.Scalar(place, node.getValue(), true, place.line() + 1, blockIndent(node) + 1);
        }
        return new YamlNode.Scalar(
                place, node.getValue(), !plain, place.line(), plain ? place.column() : place.column() + 1);
    }

    /** By how many columns the first line of a block is indented. */
    private static int blockIndent(ScalarNode node) {
        Mark mark = node.getStartMark();
        int[] buffer = mark.getBuffer();
        int at = mark.getPointer();
        while (at < buffer.length && buffer[at] != '\n') {
            at++;
        }
        int indent = 0;
        for (at++; at < buffer.length && buffer[at] == ' '; at++) {
            indent++;
        }
        return indent;
    }

    private Place place(@Nullable Mark mark) {
        return mark == null ? Place.of(source) : new Place(source, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "cannot be read" : message.lines().findFirst().orElse("cannot be read");
    }
}
