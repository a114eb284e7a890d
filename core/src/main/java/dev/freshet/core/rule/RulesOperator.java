package dev.freshet.core.rule;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Bits;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.FailedRows;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Tests each batch by every rule of the set that is in use. A row that a rule fails for is a dead letter, once; other rules hold
 * for it all the same. A row of no rule counts as {@link Counters#NOT_TAKEN}.
 */
final class RulesOperator implements Operator {
    private final RulesSpec spec;
    private final Schema schema;
    private final BatchBuilder exploded;
    private @Nullable RulesInUse live;
    private @Nullable RulesInUse shadow;
    private @Nullable ShadowDifferences differences;
    private @Nullable LongAdder notTaken;
    private @Nullable LongAdder shadowFailed;

    RulesOperator(RulesSpec spec) {
        this.spec = spec;
        this.schema = spec.outputSchema();
        this.exploded = new BatchBuilder(schema);
    }

    @Override
    public void open(OperatorContext context) {
        String fields = "rules." + spec.name();
        notTaken = context.counters().counter(Counters.NOT_TAKEN);
        shadowFailed = context.counters().counter(fields + ".shadow.failed");
        RulesInUse one = new RulesInUse(spec.name(), fields, spec.live(), spec.input(), context);
        RulesInUse other = new RulesInUse(
                RulesSpec.shadowName(spec.name()), fields + ".shadow", spec.shadow(), spec.input(), context);
        ShadowDifferences between = new ShadowDifferences(fields, context.counters());
        between.compare(one.rules(), other.rules());
        live = one;
        shadow = other;
        differences = between;
    }

    @Override
    public void process(int input, Batch batch, Output out) {
        RulesInUse one = Objects.requireNonNull(live, "open");
        RulesInUse other = Objects.requireNonNull(shadow, "open");
        ShadowDifferences between = Objects.requireNonNull(differences, "open");
        if (one.refresh() | other.refresh()) {
            between.compare(one.rules(), other.rules());
        }
        FailedRows failed = new FailedRows(batch, out);
        Batch[] held = one.test(batch, failed);
        if (!other.isEmpty()) {
            LongAdder failures = Objects.requireNonNull(shadowFailed, "open");
            between.count(held, other.test(batch, (row, message) -> failures.increment()));
        }
        long[] taken = union(batch, held);
        count(failed.without(), taken);
        if (spec.mode() == RuleMode.FILTER) {
            filter(batch, taken, one.version(), out);
        } else {
            explode(batch, held, taken, one, out);
        }
    }

    private static long[] union(Batch batch, Batch[] held) {
        long[] taken = new long[Bits.words(batch.physicalRows())];
        for (Batch rows : held) {
            for (int i = 0; i < rows.size(); i++) {
                Bits.set(taken, rows.row(i));
            }
        }
        return taken;
    }

    private void count(Batch judged, long[] taken) {
        int dropped = 0;
        for (int i = 0; i < judged.size(); i++) {
            dropped += Bits.get(taken, judged.row(i)) ? 0 : 1;
        }
        if (dropped > 0 && notTaken != null) {
            notTaken.add(dropped);
        }
    }

    private void filter(Batch batch, long[] taken, long version, Output out) {
        int[] rows = new int[batch.size()];
        int kept = 0;
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (Bits.get(taken, row)) {
                rows[kept++] = row;
            }
        }
        if (kept == 0) {
            return;
        }
        Column[] columns = new Column[schema.size()];
        for (int i = 0; i < columns.length - 1; i++) {
            columns[i] = batch.column(i);
        }
        long[] versions = new long[batch.physicalRows()];
        Arrays.fill(versions, version);
        columns[columns.length - 1] = new LongColumn(Type.BIGINT, versions, null);
        out.emit(Output.MAIN, batch.select(rows, kept).withColumns(schema, columns));
    }

    /** The rows in their order, and of one row the rules in theirs. */
    private void explode(Batch batch, Batch[] held, long[] taken, RulesInUse rules, Output out) {
        int[] next = new int[held.length];
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (!Bits.get(taken, row)) {
                continue;
            }
            for (int rule = 0; rule < held.length; rule++) {
                if (next[rule] < held[rule].size() && held[rule].row(next[rule]) == row) {
                    next[rule]++;
                    put(batch, row, rule, rules);
                }
            }
        }
        if (!exploded.isEmpty()) {
            out.emit(Output.MAIN, exploded.build(batch.origin()));
        }
    }

    private void put(Batch batch, int row, int rule, RulesInUse rules) {
        int width = batch.schema().size();
        for (int i = 0; i < width; i++) {
            exploded.putFrom(i, batch.column(i), row);
        }
        byte[] id = rules.id(rule);
        exploded.putBytes(width, id, 0, id.length);
        byte[] tag = rules.tag(rule);
        if (tag.length > 0) {
            exploded.putBytes(width + 1, tag, 0, tag.length);
        }
        exploded.putLong(width + 2, rules.version());
        exploded.endRowOf(batch, row);
    }
}
