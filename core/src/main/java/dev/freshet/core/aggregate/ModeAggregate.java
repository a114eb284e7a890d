package dev.freshet.core.aggregate;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.schema.Type;
import org.jspecify.annotations.Nullable;

/** The most frequent value, exactly; the least of equally frequent ones. -0.0 is 0.0, and all NaNs are one value. */
final class ModeAggregate extends ValueCounts {
    private final Type type;

    ModeAggregate(Type type) {
        super(type, true);
        this.type = type;
    }

    @Override
    public @Nullable String lower(int slot, BatchBuilder out, int column) {
        if (size(slot) == 0) {
            return null;
        }
        if (isText()) {
            int best = texts.first(slot);
            for (int entry = best; entry >= 0; entry = texts.next(entry)) {
                int order = Long.compare(texts.count(entry), texts.count(best));
                best = order > 0 || (order == 0 && texts.compare(entry, best) < 0) ? entry : best;
            }
            out.putBytes(column, texts.bytes(), texts.start(best), texts.end(best));
        } else {
            int best = longs.first(slot);
            for (int entry = best; entry >= 0; entry = longs.next(entry)) {
                int order = Long.compare(longs.count(entry), longs.count(best));
                best = order > 0 || (order == 0 && longs.value(entry) < longs.value(best)) ? entry : best;
            }
            OrderedBits.put(longs.value(best), type, out, column);
        }
        return null;
    }
}
