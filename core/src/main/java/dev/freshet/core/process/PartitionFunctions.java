package dev.freshet.core.process;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The partition functions that users added, by name. */
public final class PartitionFunctions {
    private PartitionFunctions() {}

    /** Loaded when first wanted. */
    private static final class Loaded {
        private static final Map<String, PartitionFunction> BY_NAME =
                ServicesByName.load(PartitionFunction.class, "partition function", PartitionFunction::name);
    }

    /** The function of that name in any case. */
    public static Optional<PartitionFunction> find(String name) {
        return Optional.ofNullable(Loaded.BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /** All names, in order. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(Loaded.BY_NAME.keySet());
    }

    static PartitionFunction require(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("no partition function '" + name
                        + "' is on the class path (there: " + String.join(", ", names()) + ")"));
    }
}
