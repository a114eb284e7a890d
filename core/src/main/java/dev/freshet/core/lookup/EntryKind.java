package dev.freshet.core.lookup;

/** What an entry of the table is. */
public enum EntryKind {
    /** One value. */
    STRING,
    /** Values by name. */
    HASH
}
