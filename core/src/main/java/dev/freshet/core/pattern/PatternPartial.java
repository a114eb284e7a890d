package dev.freshet.core.pattern;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.expr.Evaluators;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.operator.FailedRows;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.OnTime;
import dev.freshet.core.window.OrderedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sender's half of looking for a pattern: finds out which variables each row fits, over whole columns. A row is late if it
 * is older than the watermark of its own partition, as it stood before the row. Keeps nothing between batches.
 */
final class PatternPartial implements Operator {
    private final Schema schema;
    private final int keyCount;
    private final OnTime onTime;
    private final Evaluators evaluators;
    /** The variables that have a condition, in the order of the conditions. */
    private final int[] conditioned;
    /** The bits of those that have none. */
    private final long always;

    PatternPartial(PatternSpec spec) {
        schema = spec.partialSchema();
        keyCount = spec.keys().size();
        onTime = new OnTime(spec.withinMs());
        List<String> variables = List.copyOf(spec.pattern().variables());
        List<Expr> exprs =
                new ArrayList<>(spec.keys().stream().map(NamedExpr::expr).toList());
        int[] found = new int[variables.size()];
        int count = 0;
        PatternConditions conditions = spec.conditions();
        Set<String> later = conditions.backwards().stream().map(NamedExpr::name).collect(Collectors.toSet());
        long without = 0;
        for (int i = 0; i < found.length; i++) {
            Optional<Expr> condition = conditions.alone(variables.get(i));
            if (condition.isPresent()) {
                exprs.add(condition.get());
                found[count++] = i;
            } else if (!later.contains(variables.get(i))) {
                without |= 1L << i;
            }
        }
        conditioned = Arrays.copyOf(found, count);
        always = without;
        exprs.addAll(spec.values());
        exprs.addAll(spec.kept());
        exprs.addAll(spec.seen());
        evaluators = Evaluators.of(exprs);
    }

    @Override
    public void open(OperatorContext context) {}

    @Override
    public void process(int input, Batch batch, Output out) {
        Batch inTime = onTime.of(batch, out);
        if (inTime.isEmpty()) {
            return;
        }
        FailedRows failures = new FailedRows(inTime, out);
        Column[] values = evaluators.evaluate(inTime, failures);
        Batch good = failures.without();
        if (good.isEmpty()) {
            return;
        }
        Column[] columns = new Column[schema.size()];
        System.arraycopy(values, 0, columns, OrderedRows.FIRST_COLUMN, keyCount);
        int fits = OrderedRows.FIRST_COLUMN + keyCount;
        columns[fits] = new LongColumn(Type.BIGINT, fits(good, values), null);
        int firstValue = keyCount + conditioned.length;
        System.arraycopy(values, firstValue, columns, fits + 1, values.length - firstValue);
        out.emit(Output.MAIN, OrderedRows.withOrigin(good, schema, columns));
    }

    private long[] fits(Batch batch, Column[] values) {
        long[] fits = new long[batch.physicalRows()];
        Arrays.fill(fits, always);
        for (int i = 0; i < conditioned.length; i++) {
            BooleanColumn holds = (BooleanColumn) values[keyCount + i];
            long bit = 1L << conditioned[i];
            for (int at = 0; at < batch.size(); at++) {
                int row = batch.row(at);
                if (!holds.isNull(row) && holds.get(row)) {
                    fits[row] |= bit;
                }
            }
        }
        return fits;
    }
}
