package dev.freshet.topologies.yaml;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Values of enums in a file: in lower case, with {@code -} for {@code _}. */
final class Choices {
    private Choices() {}

    static <E extends Enum<E>> Optional<E> read(YamlMap map, String key, E[] values) {
        List<String> names = List.of(values).stream().map(Choices::text).toList();
        return map.value(key, "one of " + String.join(", ", names), text -> {
            int at = names.indexOf(text.toLowerCase(Locale.ROOT));
            return at < 0 ? Optional.empty() : Optional.of(values[at]);
        });
    }

    static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
