package dev.freshet.topologies.config;

import java.util.Locale;

/**
 * A configuration key.
 *
 * @param name with dots between: {@code redis.url}
 * @param type what its values are
 * @param defaultText the value where nothing is said
 * @param doc one or two sentences
 */
public record Key<T>(String name, ValueType<T> type, String defaultText, String doc) {
    /** The variable that sets it: {@code FRESHET_REDIS_URL}. */
    public String variable() {
        return SettingsReader.VARIABLE_PREFIX
                + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The default; a key whose default is not allowed is a programming error. */
    T defaultValue() {
        return type.parse(defaultText)
                .orElseThrow(() -> new IllegalStateException("the default of " + name + " is not allowed"));
    }
}
