package dev.freshet.core.order;

import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.schema.Schema;
import java.util.List;

/**
 * Drops rows of a key that come soon after one that was kept: less than {@code withinMs} after it in event time. NULL is a key
 * like others. With 10 minutes, of rows at 12:00, 12:09, 12:10 and 12:15 those of 12:00 and 12:10 are kept.
 *
 * @param input the rows; results are the same
 * @param keys the columns of the key; none for one key of everything
 * @param withinMs for how long a kept row drops others, milliseconds, at least 1
 */
public record DedupSpec(Schema input, List<String> keys, long withinMs) implements OperatorSpec {
    /** @throws IllegalArgumentException if a key is no column, or the time is less than 1 ms */
    public DedupSpec {
        keys = List.copyOf(keys);
        keys.forEach(input::requireIndex);
        if (withinMs < 1) {
            throw new IllegalArgumentException("duplicates need a time of at least 1 ms (within " + withinMs + " ms)");
        }
    }

    @Override
    public Schema outputSchema() {
        return input;
    }

    @Override
    public String describe() {
        return "dedup " + (keys.isEmpty() ? "" : "by " + String.join(", ", keys) + " ") + "within " + withinMs + " ms";
    }

    @Override
    public Operator create() {
        return new Dedup(this);
    }
}
