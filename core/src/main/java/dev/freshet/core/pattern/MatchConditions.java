package dev.freshet.core.pattern;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.expr.Evaluators;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.operator.Output;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out for which ways of a search the next row is of the variable that they wait for: computes the conditions that look at the
 * match for all ways at once, a row each.
 */
final class MatchConditions {
    private final PatternProgram program;
    private final MatchedRows matched;
    private final OpenMatches open;
    /** By variable. */
    private final @Nullable Evaluators[] conditions;

    private final int firstColumn;
    private final int columnCount;
    private final int[] placesOfValues;
    private final int[] rows;
    private final BatchBuilder builder;
    private boolean[] holds = new boolean[16];
    private int[] waysOf = new int[16];

    MatchConditions(PatternSpec spec, PatternProgram program, MatchedRows matched, OpenMatches open) {
        this.program = program;
        this.matched = matched;
        this.open = open;
        firstColumn = spec.valueFields().size();
        PatternConditions of = spec.conditions();
        List<Field> fields = new ArrayList<>();
        for (Expr.Column column : of.columnsOf(of.inMatch())) {
            fields.add(Field.nullable(column.name(), column.type()));
        }
        columnCount = fields.size();
        spec.matched()
                .forEach(value ->
                        fields.add(Field.nullable(value.name(), value.expr().type())));
        Schema schema = new Schema(fields);
        builder = new BatchBuilder(schema);
        List<String> names = List.copyOf(spec.pattern().variables());
        conditions = new Evaluators[names.size()];
        for (NamedExpr condition : of.inMatch()) {
            conditions[names.indexOf(condition.name())] =
                    Evaluators.of(List.of(condition.expr().over(schema)));
        }
        placesOfValues = matched.placesOfValues();
        rows = new int[matched.width()];
    }

    /** Of each way whether the key's row at a place goes on with it. A row that a condition fails for is told once. */
    boolean[] hold(int key, int place, Ways ways, Output out) {
        if (holds.length < ways.count()) {
            holds = new boolean[2 * ways.count()];
            waysOf = new int[2 * ways.count()];
        }
        long fits = open.fits(key, place);
        for (int way = 0; way < ways.count(); way++) {
            holds[way] = (fits >>> program.variable(ways.state(way)) & 1) != 0;
        }
        for (int variable = 0; variable < conditions.length; variable++) {
            Evaluators condition = conditions[variable];
            if (condition != null && (fits >>> variable & 1) != 0) {
                int count = put(key, place, variable, ways);
                if (count > 0) {
                    test(condition, count, key, place, out);
                }
            }
        }
        return holds;
    }

    /** Puts together what the condition of a variable is computed of, for the ways that wait for it; how many those are. */
    private int put(int key, int place, int variable, Ways ways) {
        int count = 0;
        for (int way = 0; way < ways.count(); way++) {
            if (program.variable(ways.state(way)) != variable) {
                continue;
            }
            ways.copyRows(way, rows);
            matched.see(rows, variable, place);
            for (int i = 0; i < columnCount; i++) {
                open.store().copy(open.slot(key, place), firstColumn + i, builder, i);
            }
            for (int i = columnCount; i < columnCount + placesOfValues.length; i++) {
                int at = rows[placesOfValues[i - columnCount]];
                if (at != MatchedRows.NONE) {
                    open.store().copy(open.slot(key, at), firstColumn + i, builder, i);
                }
            }
            builder.endRow(open.timeMs(key, place));
            waysOf[count++] = way;
        }
        return count;
    }

    private void test(Evaluators condition, int count, int key, int place, Output out) {
        Batch batch = builder.build(Origin.DERIVED);
        boolean[] failed = new boolean[count];
        BooleanColumn is = (BooleanColumn) condition
                .evaluate(batch, (row, message) -> {
                    failed[row] = true;
                    if (open.tellsFailure(key, place)) {
                        out.dead(batch, row, Reason.EXPRESSION, message);
                    }
                })[0];
        for (int row = 0; row < count; row++) {
            holds[waysOf[row]] = !failed[row] && !is.isNull(row) && is.get(row);
        }
    }
}
