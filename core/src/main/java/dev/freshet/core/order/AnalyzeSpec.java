package dev.freshet.core.order;

import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.time.Clamped;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Gives each row values that its neighbours of the same key have a part in, in the order of event time, then source, partition
 * and offset. NULL is a key like others.
 *
 * @param input the rows
 * @param keys the columns of the key; none for one key of everything
 * @param withinMs where two neighbours are this far apart or further, milliseconds, the later one begins anew and neither sees
 *     the other; 0 for never
 * @param calls the columns that are made
 */
public record AnalyzeSpec(Schema input, List<String> keys, long withinMs, List<AnalyticCall> calls)
        implements OperatorSpec {
    /** @throws IllegalArgumentException if a key is no column, a name stands twice, or the time is below 0 */
    public AnalyzeSpec {
        keys = List.copyOf(keys);
        calls = List.copyOf(calls);
        keys.forEach(input::requireIndex);
        if (withinMs < 0) {
            throw new IllegalArgumentException("rows must be at least 0 ms apart (within " + withinMs + " ms)");
        }
        new Schema(AnalyticCall.fields(input.fields(), calls));
    }

    /** The input's columns, then one for each call. */
    @Override
    public Schema outputSchema() {
        return new Schema(AnalyticCall.fields(input.fields(), calls));
    }

    /** How many rows behind it a row waits for. */
    int rowsAhead() {
        return calls.stream()
                .mapToInt(call -> call instanceof AnalyticCall.Shift shift ? Math.max(0, -shift.rows()) : 0)
                .max()
                .orElse(0);
    }

    /** How many rows before it a row looks at. */
    int rowsBack() {
        return calls.stream()
                .mapToInt(call -> call instanceof AnalyticCall.Shift shift ? Math.max(0, shift.rows()) : 0)
                .max()
                .orElse(0);
    }

    /** By how much a row that waits for others comes behind the watermark, milliseconds. */
    long outputDelayMs() {
        if (rowsAhead() == 0) {
            return 0;
        }
        long delayMs = withinMs == 0 ? Long.MAX_VALUE : 0;
        for (int row = 0; row < rowsAhead() && delayMs < Long.MAX_VALUE; row++) {
            delayMs = Clamped.add(delayMs, withinMs);
        }
        return delayMs;
    }

    @Override
    public String describe() {
        return "analyze" + (keys.isEmpty() ? "" : " by " + String.join(", ", keys))
                + (withinMs == 0 ? "" : " within " + withinMs + " ms")
                + calls.stream().map(AnalyticCall::text).collect(Collectors.joining(", ", ": ", ""));
    }

    @Override
    public Operator create() {
        return new Analyze(this);
    }
}
