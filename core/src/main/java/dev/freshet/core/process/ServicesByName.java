package dev.freshet.core.process;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;

/** Finds what users added, by name. */
final class ServicesByName {
    private static final String NAME = "[a-z][a-z0-9_]*";

    private ServicesByName() {}

    /**
     * Loads all that the class path has of a type.
     *
     * @param what what one of them is called: {@code process}
     * @throws IllegalStateException if one has no name that is allowed, or that of another
     */
    static <T> Map<String, T> load(Class<T> type, String what, Function<T, String> naming) {
        Map<String, T> found = new TreeMap<>();
        for (T service : ServiceLoader.load(type)) {
            String name = naming.apply(service);
            String who =
                    "the " + what + " '" + name + "' of " + service.getClass().getName();
            if (!name.matches(NAME)) {
                throw new IllegalStateException(who + " needs a name of lower-case letters, digits and _");
            }
            T other = found.put(name, service);
            if (other != null) {
                throw new IllegalStateException(
                        who + " has the name of that of " + other.getClass().getName());
            }
        }
        return found;
    }
}
