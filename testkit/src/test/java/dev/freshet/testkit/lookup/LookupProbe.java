package dev.freshet.testkit.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.lookup.LookupSpec;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.Lookup;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.schema.Schema;
import dev.freshet.testkit.operator.CollectedOutput;
import dev.freshet.testkit.operator.KitContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A look-up join with a table that is a map: an entry is its one value, or its values by name, or of a wrong kind. */
final class LookupProbe {
    final Map<String, Object> table = new HashMap<>();
    /** The keys that were asked for, in this order. */
    final List<String> asked = new ArrayList<>();

    final KitContext context = KitContext.single("look-up");
    private final Schema schema;
    private final Operator operator;
    private final Lookup lookup;

    LookupProbe(LookupSpec spec) {
        schema = spec.input();
        operator = spec.create();
        operator.open(context);
        lookup = Objects.requireNonNull(operator.lookup());
    }

    /** Brings rows at a time; all that comes out of them, in order, every row all its values. */
    List<List<@Nullable Object>> rows(long nowMs, List<List<@Nullable Object>> rows) {
        return output(nowMs, batch(rows)).values();
    }

    CollectedOutput output(long nowMs, Batch batch) {
        ask(nowMs, batch);
        CollectedOutput output = new CollectedOutput();
        operator.process(0, batch, output);
        return output;
    }

    void ask(long nowMs, Batch batch) {
        int missing = lookup.miss(batch, nowMs);
        for (int i = 0; i < missing; i++) {
            String key = new String(lookup.key(i), StandardCharsets.UTF_8);
            asked.add(key);
            answer(i, table.get(key));
        }
    }

    private void answer(int index, @Nullable Object entry) {
        List<String> parts = lookup.parts();
        if (entry instanceof List) {
            lookup.refuse(index, "the key is a list");
            return;
        }
        byte[] @Nullable [] values = new byte[Math.max(1, parts.size())][];
        for (int i = 0; i < values.length; i++) {
            Object value = parts.isEmpty() || entry == null ? entry : ((Map<?, ?>) entry).get(parts.get(i));
            values[i] = value == null ? null : value.toString().getBytes(StandardCharsets.UTF_8);
        }
        lookup.answer(index, values);
    }

    Batch batch(List<List<@Nullable Object>> rows) {
        BatchBuilder builder = new BatchBuilder(schema);
        long offset = 0;
        for (List<@Nullable Object> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                Object value = row.get(column);
                if (value instanceof Long number) {
                    builder.putLong(column, number);
                } else if (value != null) {
                    builder.putText(column, value.toString());
                }
            }
            builder.endRow(100 + offset, offset++, Long.MIN_VALUE);
        }
        return builder.build(new Origin("in", 3, 0, rows.size()));
    }

    long counted(String name) {
        return context.counters().counter(name).sum();
    }

    long held() {
        return operator.held().entries();
    }

    /** The input ends; nothing is held then. */
    void end() {
        operator.advance(Long.MAX_VALUE, new CollectedOutput());
        assertThat(operator.held().entries()).isZero();
        assertThat(counted(Counters.LOOKUP_READS)).isEqualTo(asked.size());
    }
}
