package dev.freshet.core.process;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The processes that users added, by name. */
public final class KeyedProcesses {
    private KeyedProcesses() {}

    /** Loaded when first wanted. */
    private static final class Loaded {
        private static final Map<String, KeyedProcess> BY_NAME =
                ServicesByName.load(KeyedProcess.class, "process", KeyedProcess::name);
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
