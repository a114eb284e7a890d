package dev.freshet.topologies.yaml;

import dev.freshet.topologies.problem.Place;
import java.util.List;
import java.util.Optional;

/** A part of a YAML file that knows where it stands. */
public sealed interface YamlNode {
    Place place();

    /** What it is, for messages. */
    String kind();

    /**
     * A single value.
     *
     * @param text as it is meant, without quotes
     * @param quoted whether it was written so that it can only be text
     * @param textLine the line where the text itself begins
     * @param textColumn the column where each line of the text begins
     */
    record Scalar(Place place, String text, boolean quoted, int textLine, int textColumn) implements YamlNode {
        /** Whether nothing stands there. */
        public boolean isNull() {
            return !quoted && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }

        /** The place of a position in the text, line and column from 1. */
        public Place at(int line, int column) {
            return new Place(place.source(), textLine + line - 1, textColumn + column - 1);
        }

        @Override
        public String kind() {
            return isNull() ? "nothing" : "'" + text + "'";
        }
    }

    /** Names with values; names may stand twice, which whoever reads it tells. */
    record Mapping(Place place, List<Entry> entries) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** The first value of a name. */
        public Optional<YamlNode> get(String name) {
            return entries.stream()
                    .filter(entry -> entry.key().text().equals(name))
                    .map(Entry::value)
                    .findFirst();
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** One name and its value. */
    record Entry(Scalar key, YamlNode value) {}

    /** A list. */
    record Sequence(Place place, List<YamlNode> items) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }
}
