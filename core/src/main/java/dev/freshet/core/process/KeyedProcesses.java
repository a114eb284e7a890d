package dev.freshet.core.process;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** The processes that users added, by name. */
public final class KeyedProcesses {
    private static final String NAME = "[a-z][a-z0-9_]*";

    private KeyedProcesses() {}

    /** Loaded when first wanted. */
    private static final class Loaded {
        private static final Map<String, KeyedProcess> BY_NAME = load();

        private static Map<String, KeyedProcess> load() {
            Map<String, KeyedProcess> found = new TreeMap<>();
            for (KeyedProcess process : ServiceLoader.load(KeyedProcess.class)) {
                String who = "the process '" + process.name() + "' of "
                        + process.getClass().getName();
                if (!process.name().matches(NAME)) {
                    throw new IllegalStateException(who + " needs a name of lower-case letters, digits and _");
                }
                KeyedProcess other = found.put(process.name(), process);
                if (other != null) {
                    throw new IllegalStateException(
                            who + " has the name of that of " + other.getClass().getName());
                }
            }
            return found;
        }
    }

    /** The process of that name in any case. */
    public static Optional<KeyedProcess> find(String name) {
        return Optional.ofNullable(Loaded.BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /** All names, in order. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(Loaded.BY_NAME.keySet());
    }

    static KeyedProcess require(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no process '" + name + "' is on the class path (there: " + String.join(", ", names()) + ")"));
    }
}
