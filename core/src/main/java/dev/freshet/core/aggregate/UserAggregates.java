package dev.freshet.core.aggregate;

import dev.freshet.core.schema.Type;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** The aggregate functions that users added, by name. */
public final class UserAggregates {
    private static final String NAME = "[a-z][a-z0-9_]*";

    private UserAggregates() {}

    /** Loaded when first wanted. */
    private static final class Loaded {
        private static final Map<String, UserAggregate<?>> BY_NAME = load();

        private static Map<String, UserAggregate<?>> load() {
            Map<String, UserAggregate<?>> found = new TreeMap<>();
            for (UserAggregate<?> function : ServiceLoader.load(UserAggregate.class)) {
                add(function, found);
            }
            return found;
        }
    }

    private static void add(UserAggregate<?> function, Map<String, UserAggregate<?>> into) {
        String name = function.name();
        String who = "the aggregate '" + name + "' of " + function.getClass().getName();
        if (!name.matches(NAME)) {
            throw new IllegalStateException(who + " needs a name of lower-case letters, digits and _");
        }
        for (AggregateKind kind : AggregateKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                throw new IllegalStateException(who + " has the name of one that is built in");
            }
        }
        UserAggregate<?> other = into.put(name, function);
        if (other != null) {
            throw new IllegalStateException(
                    who + " has the name of that of " + other.getClass().getName());
        }
    }

    /** The function of that name in any case. */
    public static Optional<UserAggregate<?>> find(String name) {
        return Optional.ofNullable(Loaded.BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /** All names, in order. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(Loaded.BY_NAME.keySet());
    }

    /** The function of a call. */
    static UserAggregate<?> require(AggregateCall call) {
        return find(call.function())
                .orElseThrow(() -> new IllegalArgumentException("no aggregate '" + call.function()
                        + "' is on the class path (there: " + String.join(", ", names()) + ")"));
    }

    /** The type of a call's result. */
    static Type resultType(AggregateCall call) {
        List<Type> types =
                call.arguments().stream().map(argument -> argument.type()).toList();
        return require(call).resultType(types);
    }
}
