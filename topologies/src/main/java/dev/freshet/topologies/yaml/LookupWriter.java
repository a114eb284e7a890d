package dev.freshet.topologies.yaml;

import dev.freshet.core.decode.FieldSpec;
import dev.freshet.core.lookup.CacheLimits;
import dev.freshet.core.lookup.LookupSpec;
import dev.freshet.core.plan.Durations;
import dev.freshet.topologies.pipeline.FieldText;
import java.util.Locale;

/** Writes a {@code lookup:} as {@link LookupReader} reads it. */
final class LookupWriter {
    private static final int DEPTH = 3;

    private final YamlText text;

    LookupWriter(YamlText text) {
        this.text = text;
    }

    void write(LookupSpec lookup) {
        CacheLimits cache = lookup.cache();
        text.head(DEPTH - 1, "lookup");
        text.line(DEPTH, "redis", lookup.key().toString());
        text.line(DEPTH, "value", lookup.entries().name().toLowerCase(Locale.ROOT));
        text.head(DEPTH, "fields");
        for (FieldSpec field : lookup.fields()) {
            text.line(DEPTH + 1, field.field().name(), FieldText.format(field));
        }
        text.line(DEPTH, "kind", lookup.kind().name().toLowerCase(Locale.ROOT));
        text.line(DEPTH, "cache", Durations.format(cache.ttlMs()));
        text.line(DEPTH, "max-cached", Integer.toString(cache.maxEntries()));
        if (!lookup.place().isEmpty()) {
            text.line(DEPTH, "redis.url", lookup.place());
        }
    }
}
