package dev.freshet.core.lookup;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Column;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.decode.FieldSpec;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.Held;
import dev.freshet.core.operator.Lookup;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Joins rows with a table by way of a cache. It never asks the table itself: the host does, by {@link Lookup}, before each
 * batch. The cache is no state: after a restart the table is asked again.
 */
final class LookupJoin implements Operator, Lookup {
    /** Why an entry cannot be used. */
    private record Refusal(Reason reason, String detail) {}

    private final LookupSpec spec;
    private final Schema output;
    private final LookupCache cache;
    private final EntryParser parser;
    private final EntryValues values;
    private final RowEntries rows = new RowEntries();
    private final Map<Integer, Refusal> refusals = new HashMap<>();
    private @Nullable LongAdder misses;
    private @Nullable LongAdder reads;
    private @Nullable Batch resolved;

    LookupJoin(LookupSpec spec) {
        this.spec = spec;
        output = spec.outputSchema();
        cache = new LookupCache(new KeyText(spec.key(), spec.input()), spec.cache());
        parser = new EntryParser(spec.fields());
        values = new EntryValues(
                spec.fields().stream().map(field -> field.field().type()).toArray(Type[]::new));
    }

    @Override
    public void open(OperatorContext context) {
        misses = context.counters().counter(Counters.LOOKUP_MISSES);
        reads = context.counters().counter(Counters.LOOKUP_READS);
    }

    @Override
    public Lookup lookup() {
        return this;
    }

    @Override
    public List<String> parts() {
        return spec.entries() == EntryKind.STRING
                ? List.of()
                : spec.fields().stream().map(FieldSpec::path).toList();
    }

    @Override
    public int miss(Batch batch, long nowMs) {
        resolved = batch;
        return cache.resolve(batch, nowMs);
    }

    @Override
    public byte[] key(int index) {
        return cache.key(cache.missing(index));
    }

    @Override
    public void answer(int index, byte[] @Nullable [] entry) {
        int slot = cache.missing(index);
        count(reads, 1);
        values.putNothing(slot);
        if (Arrays.stream(entry).allMatch(value -> value == null)) {
            cache.learn(slot, LookupCache.ABSENT);
            return;
        }
        parser.read(entry)
                .ifPresentOrElse(
                        read -> {
                            values.put(slot, read);
                            cache.learn(slot, LookupCache.PRESENT);
                        },
                        () -> refuse(
                                slot,
                                new Refusal(
                                        parser.fault().reason(), parser.fault().detail())));
    }

    @Override
    public void refuse(int index, String why) {
        count(reads, 1);
        int slot = cache.missing(index);
        values.putNothing(slot);
        refuse(slot, new Refusal(Reason.WRONG_TYPE, why));
    }

    private void refuse(int slot, Refusal why) {
        String key = new String(cache.key(slot), StandardCharsets.UTF_8);
        refusals.put(slot, new Refusal(why.reason(), why.detail() + " (at " + key + ")"));
        cache.learn(slot, LookupCache.REFUSED);
    }

    @Override
    public void process(int input, Batch batch, Output out) {
        if (batch != resolved) {
            throw new IllegalStateException("the table was not asked for this batch");
        }
        resolved = null;
        Batch kept = take(batch, out);
        if (kept.isEmpty()) {
            return;
        }
        Column[] columns = new Column[output.size()];
        int given = spec.input().size();
        for (int i = 0; i < columns.length; i++) {
            columns[i] = i < given ? kept.column(i) : values.column(i - given, kept, rows);
        }
        out.emit(Output.MAIN, kept.withColumns(output, columns));
    }

    /** The rows that come out, with their entries in {@link #rows}. */
    private Batch take(Batch batch, Output out) {
        rows.begin(batch, cache.slotLimit());
        int[] selected = new int[batch.size()];
        int kept = 0;
        int missed = 0;
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            int slot = cache.slotAt(i);
            byte state = slot == LookupCache.NO_SLOT ? LookupCache.ABSENT : cache.state(slot);
            if (state == LookupCache.REFUSED) {
                Refusal why = refusals.get(slot);
                if (why != null) {
                    out.dead(batch, row, why.reason(), why.detail());
                }
                continue;
            }
            if (state == LookupCache.UNKNOWN) {
                throw new IllegalStateException("the table has not answered for this batch");
            }
            if (state == LookupCache.ABSENT) {
                missed++;
            }
            if (state == LookupCache.PRESENT || spec.kind() == LookupKind.LEFT) {
                rows.put(kept, row, slot);
                selected[kept++] = row;
            }
        }
        count(misses, missed);
        return kept == batch.size() ? batch : batch.select(selected, kept);
    }

    /** Nothing that comes after the end would ask. */
    @Override
    public void advance(long watermarkMs, Output out) {
        if (watermarkMs == Long.MAX_VALUE) {
            cache.clear();
            refusals.clear();
        }
    }

    @Override
    public Held held() {
        return cache.size() == 0 ? Held.NOTHING : new Held(cache.size(), cache.sizeBytes() + values.sizeBytes());
    }

    private static void count(@Nullable LongAdder counter, int by) {
        if (counter != null && by > 0) {
            counter.add(by);
        }
    }
}
