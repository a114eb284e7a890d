package dev.freshet.cli;

/** How rows are printed. */
enum OutputFormat {
    /** Aligned columns, for people. */
    TABLE,
    /** One JSON object a row, a line each. */
    JSON,
    /** RFC 4180 with a header. */
    CSV;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
