package dev.freshet.core.process;

import dev.freshet.core.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Says which part of the stream a row belongs to, where expressions do not say it. Found by name: it is named in {@code
 * META-INF/services/dev.freshet.core.process.PartitionFunction}. One instance serves all tasks of a worker, so it has no state that
 * rows change, and gives the same part for the same values always.
 */
public interface PartitionFunction {
    /** Lower-case letters, digits and {@code _}; unique on the class path. */
    String name();

    /** The columns that it reads, by name and type. */
    Schema input();

    /** The part that a row belongs to; null for none. What it throws makes a dead letter of the row. */
    @Nullable
    String partOf(ProcessRow row);
}
