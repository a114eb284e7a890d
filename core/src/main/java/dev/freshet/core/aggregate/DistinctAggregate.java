package dev.freshet.core.aggregate;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.schema.Type;
import org.jspecify.annotations.Nullable;

/** Counts distinct values, exactly. -0.0 is 0.0, and all NaNs are one value. */
final class DistinctAggregate extends ValueCounts {
    DistinctAggregate(Type type) {
        super(type, false);
    }

    @Override
    public @Nullable String lower(int slot, BatchBuilder out, int column) {
        out.putLong(column, size(slot));
        return null;
    }
}
