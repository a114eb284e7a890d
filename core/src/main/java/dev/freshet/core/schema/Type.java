package dev.freshet.core.schema;

/** The types of columns. */
public enum Type {
    /** True or false. */
    BOOLEAN,
    /** A 64-bit signed integer. */
    BIGINT,
    /** An IEEE 754 binary64. */
    DOUBLE,
    /** UTF-8 text. */
    VARCHAR,
    /** A moment: milliseconds since 1970-01-01T00:00:00Z, UTC. */
    TIMESTAMP,
    /** Raw bytes: partial states of aggregates on their way between operators. No source or sink has such a column. */
    VARBINARY;

    /** Whether values are held as {@code long}. */
    public boolean isLong() {
        return this == BIGINT || this == TIMESTAMP;
    }

    /** Whether values are held as bytes with offsets. */
    public boolean isBytes() {
        return this == VARCHAR || this == VARBINARY;
    }
}
