package dev.freshet.topologies.config;

import dev.freshet.topologies.problem.Nearest;
import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;
import dev.freshet.topologies.yaml.YamlNode;
import dev.freshet.topologies.yaml.YamlReader;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a configuration together. What is read later stands above what was read before; the callers' order is:
 * {@code conf/freshet.yaml}, the application's file, a file of the user's, the environment, {@code -D}, options. Everything
 * that is wrong anywhere is told, also where something above it counts.
 */
public final class SettingsReader {
    /** How variables begin. */
    public static final String VARIABLE_PREFIX = "FRESHET_";
    /** Variables of the launcher and of its logs that are no configuration. */
    private static final Set<String> LAUNCHER_VARIABLES =
            Set.of("FRESHET_HOME", "FRESHET_JAVA_OPTS", "FRESHET_LOG_LEVEL");

    private final Map<String, Settings.Entry> entries = new LinkedHashMap<>();
    private final Problems problems;

    public SettingsReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads a YAML file: keys with dots, or mappings in each other; {@code redis: {url: ...}} is {@code redis.url}.
     *
     * @param source its name, for places
     */
    public SettingsReader yaml(String source, String text) {
        YamlReader.read(source, text, problems).ifPresent(this::node);
        return this;
    }

    /** Reads a part of a YAML file. */
    public SettingsReader node(YamlNode root) {
        if (root instanceof YamlNode.Mapping mapping) {
            mapping("", mapping, new HashSet<>());
        } else if (!(root instanceof YamlNode.Scalar scalar && scalar.isNull())) {
            problems.usage(root.place(), "expected keys with values (is " + root.kind() + ")");
        }
        return this;
    }

    /** Reads the variables that begin with {@link #VARIABLE_PREFIX}. */
    public SettingsReader environment(Map<String, String> variables) {
        List<String> names = Keys.all().stream().map(Key::variable).toList();
        variables.keySet().stream()
                .filter(name -> name.startsWith(VARIABLE_PREFIX) && !LAUNCHER_VARIABLES.contains(name))
                .sorted()
                .forEach(name -> {
                    Optional<Key<?>> key = Keys.all().stream()
                            .filter(candidate -> candidate.variable().equals(name))
                            .findFirst();
                    if (key.isPresent()) {
                        put(entries, key.get().name(), variables.getOrDefault(name, ""), Place.of(name), problems);
                    } else {
                        problems.usage(Place.of(name), Nearest.message("variable", name, names));
                    }
                });
        return this;
    }

    /** Reads {@code -D key=value}. */
    public SettingsReader overrides(Map<String, String> overrides) {
        new java.util.TreeMap<>(overrides)
                .forEach((name, text) -> put(entries, name, text, Place.of("-D " + name), problems));
        return this;
    }

    /** Reads an option of the command line that stands for a key. */
    public SettingsReader option(String option, Key<?> key, String text) {
        put(entries, key.name(), text, Place.of(option), problems);
        return this;
    }

    /** What was read, after a check of the whole. */
    public Settings settings() {
        Settings settings = new Settings(entries);
        SettingsRules.check(settings, problems);
        return settings;
    }

    static void put(Map<String, Settings.Entry> entries, String name, String text, Place place, Problems problems) {
        Optional<Key<?>> key = Keys.named(name);
        if (key.isEmpty()) {
            problems.usage(
                    place,
                    Nearest.message(
                            "key", name, Keys.all().stream().map(Key::name).toList()));
            return;
        }
        String allowed = name + " must be " + key.get().type().allowed();
        try {
            key.get()
                    .type()
                    .parse(text)
                    .ifPresentOrElse(
                            value -> entries.put(name, new Settings.Entry(value, text, place)),
                            () -> problems.usage(place, allowed + " (is '" + text + "')"));
        } catch (IllegalArgumentException e) {
            problems.usage(place, allowed + ": " + e.getMessage());
        }
    }

    private void mapping(String prefix, YamlNode.Mapping mapping, Set<String> seen) {
        for (YamlNode.Entry entry : mapping.entries()) {
            String name = prefix + entry.key().text();
            if (entry.value() instanceof YamlNode.Mapping inner) {
                mapping(name + ".", inner, seen);
            } else if (!seen.add(name)) {
                problems.usage(entry.key().place(), "key '" + name + "' stands twice");
            } else if (entry.value() instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
                put(
                        entries,
                        name,
                        scalar.text(),
                        Keys.named(name).isPresent()
                                ? scalar.place()
                                : entry.key().place(),
                        problems);
            } else if (Keys.named(name).isEmpty()) {
                problems.usage(
                        entry.key().place(),
                        Nearest.message(
                                "key", name, Keys.all().stream().map(Key::name).toList()));
            } else {
                problems.usage(
                        entry.value().place(),
                        name + " needs a value (is " + entry.value().kind() + ")");
            }
        }
    }
}
