package dev.freshet.core.operator;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Column;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes other columns of each row. Event times, offsets and arrival watermarks stay; rows that an expression fails for go
 * to the dead letters.
 *
 * @param columns what to make, over the input schema
 */
public record ProjectSpec(List<NamedExpr> columns) implements OperatorSpec {
    /** @throws IllegalArgumentException if two columns have one name */
    public ProjectSpec {
        columns = List.copyOf(columns);
        schema(columns);
    }

    @Override
    public Schema outputSchema() {
        return schema(columns);
    }

    @Override
    public String describe() {
        return "project " + columns.stream().map(NamedExpr::toString).collect(Collectors.joining(", "));
    }

    @Override
    public Operator create() {
        return new ProjectOperator(
                outputSchema(),
                columns.stream().map(column -> Evaluator.of(column.expr())).toArray(Evaluator[]::new));
    }

    private static Schema schema(List<NamedExpr> columns) {
        return new Schema(columns.stream()
                .map(column -> new Field(
                        column.name(), column.expr().type(), column.expr().nullable()))
                .toList());
    }

    private static final class ProjectOperator implements Operator {
        private final Schema schema;
        private final Evaluator[] evaluators;

        ProjectOperator(Schema schema, Evaluator[] evaluators) {
            this.schema = schema;
            this.evaluators = evaluators;
        }

        @Override
        public void open(OperatorContext context) {}

        @Override
        public void process(int input, Batch batch, Output out) {
            FailedRows failed = new FailedRows(batch, out);
            Column[] columns = new Column[evaluators.length];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = evaluators[i].evaluate(batch, failed);
            }
            Batch good = failed.without();
            if (!good.isEmpty()) {
                out.emit(Output.MAIN, good.withColumns(schema, columns));
            }
        }
    }
}
