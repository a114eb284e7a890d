package dev.freshet.topologies.config;

import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A whole configuration that was found right: a value for every key. */
public final class Settings {
    /** A value as it was written, and where. */
    record Entry(Object value, String text, Place place) {}

    private final Map<String, Entry> entries;

    Settings(Map<String, Entry> entries) {
        this.entries = Map.copyOf(entries);
    }

    /** Every key at its default. */
    public static Settings defaults() {
        return new Settings(Map.of());
    }

    @SuppressWarnings("unchecked") // entries are parsed by their key's type
    public <T> T get(Key<T> key) {
        Entry entry = entries.get(key.name());
        return entry == null ? key.defaultValue() : (T) entry.value();
    }

    /** Whether somebody set the key. */
    public boolean isSet(Key<?> key) {
        return entries.containsKey(key.name());
    }

    /** Where the key was set; empty where its default counts. */
    public Optional<Place> place(Key<?> key) {
        return Optional.ofNullable(entries.get(key.name())).map(Entry::place);
    }

    /**
     * The same with another value for a key.
     *
     * @throws dev.freshet.topologies.problem.ProblemsException where there is no such key, or that is no value of it
     */
    public Settings with(String name, String text) {
        Problems problems = new Problems();
        Map<String, Entry> changed = new LinkedHashMap<>(entries);
        SettingsReader.put(changed, name, text, Place.of(name), problems);
        problems.throwIfAny();
        return new Settings(changed);
    }
}
