package dev.freshet.topologies.yaml;

import dev.freshet.core.lookup.CacheLimits;
import dev.freshet.core.lookup.EntryKind;
import dev.freshet.core.lookup.LookupKind;
import dev.freshet.core.plan.Durations;
import dev.freshet.topologies.pipeline.Lookup;
import dev.freshet.topologies.problem.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads what stands below {@code lookup:}. */
final class LookupReader {
    static final List<String> KEYS = List.of("redis", "value", "fields", "kind", "cache", "max-cached", "redis.url");

    private final Problems problems;
    private final Attempts attempts;

    LookupReader(Problems problems) {
        this.problems = problems;
        this.attempts = new Attempts(problems);
    }

    /** The look-up; empty if anything is wrong, which is told. */
    Optional<Lookup> read(YamlMap map) {
        int before = problems.all().size();
        for (String key : List.of("redis", "fields")) {
            if (!map.has(key)) {
                problems.usage(map.place(), "a look-up needs '" + key + "'");
            }
        }
        LookupKind kind = Choices.read(map, "kind", LookupKind.values()).orElse(LookupKind.INNER);
        Optional<Lookup> made = attempts.value(map, "redis", key -> Lookup.of(kind, key));
        SchemaReader.Fields fields = new SchemaReader(problems).read(map, "fields");
        Optional<EntryKind> entries = Choices.read(map, "value", EntryKind.values());
        Optional<Duration> ttl = map.value(
                "cache", Durations.ALLOWED, text -> Durations.parseMs(text).map(Duration::ofMillis));
        Optional<Integer> most = map.integer("max-cached", 1, CacheLimits.MOST);
        // A look-up that stands in for a wrong key, so that the rest is judged nevertheless.
        Lookup lookup = made.orElseGet(() -> Lookup.of(kind, "{any}"));
        lookup.fields(fields.fields());
        entries.ifPresent(lookup::entries);
        ttl.ifPresent(lookup::cache);
        most.ifPresent(lookup::maxCached);
        attempts.value(map, "redis.url", lookup::at);
        return problems.all().size() == before ? Optional.of(lookup) : Optional.empty();
    }
}
