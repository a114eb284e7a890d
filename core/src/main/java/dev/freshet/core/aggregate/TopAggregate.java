package dev.freshet.core.aggregate;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * The most frequent values with their counts, exactly, as a JSON object: {@code {"/index":17,"/about":9}}. More frequent ones
 * come first, equally frequent ones ascend. Names are the values as text: TIMESTAMP as ISO-8601 in UTC, DOUBLE as
 * {@link Double#toString}.
 */
final class TopAggregate extends ValueCounts {
    private final Type type;
    private final int limit;
    private int[] scratch = new int[0];

    TopAggregate(Type type, int limit) {
        super(type, true);
        this.type = type;
        this.limit = limit;
    }

    @Override
    public @Nullable String lower(int slot, BatchBuilder out, int column) {
        int size = size(slot);
        if (size == 0) {
            return null;
        }
        scratch = isText() ? texts.entries(slot, scratch) : longs.entries(slot, scratch);
        ShellSort.sort(scratch, size, this::order);
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < Math.min(limit, size); i++) {
            json.append(i == 0 ? "\"" : ",\"");
            appendName(json, scratch[i]);
            json.append("\":").append(count(scratch[i]));
        }
        out.putText(column, json.append('}').toString());
        return null;
    }

    private long count(int entry) {
        return isText() ? texts.count(entry) : longs.count(entry);
    }

    private int order(int a, int b) {
        int byCount = Long.compare(count(b), count(a));
        if (byCount != 0) {
            return byCount;
        }
        return isText() ? texts.compare(a, b) : Long.compare(longs.value(a), longs.value(b));
    }

    private void appendName(StringBuilder json, int entry) {
        if (isText()) {
            JsonValues.appendEscaped(json, texts.bytes(), texts.start(entry), texts.end(entry));
        } else {
            JsonValues.append(json, type, longs.value(entry));
        }
    }
}
