package dev.freshet.core.pattern;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.Aggregates;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.Function;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.OrderedRows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks for a pattern in the rows of each key, in the order of event time, as data: what SQL's MATCH_RECOGNIZE does with {@code
 * ONE ROW PER MATCH}. It takes two operators: {@link #partial} runs in the sender and finds out which variables each row fits; its
 * rows go to {@link #complete} by the hash of {@link #keyColumns}.
 *
 * <p>A match that begins at a row is the one that is preferred: of alternatives the first, of a greedy quantifier the most, of a
 * reluctant one the fewest. Its rows are directly behind one another among those of the key, and the last is less than {@code
 * withinMs} behind the first: {@code [first, first + within)}.
 *
 * @param keys whose rows are looked at together, over the input schema; none for all rows
 * @param pattern what is looked for
 * @param matched values of rows of the match, for conditions
 * @param previous values of rows before of the same key, which are less than {@code withinMs} before, else NULL
 * @param defines the variables' conditions, BOOLEAN, over the {@link #wide} schema; a variable without one fits every row
 * @param withinMs how much time a match may take, above 0
 * @param after where the next match may begin
 * @param measures what is told of a match besides its times and key
 * @param limits how many rows a task may hold
 * @param input the rows
 */
public record PatternSpec(
        List<NamedExpr> keys,
        RowPattern pattern,
        List<MatchedValue> matched,
        List<EarlierValue> previous,
        List<NamedExpr> defines,
        long withinMs,
        AfterMatch after,
        List<Measure> measures,
        JoinLimits limits,
        Schema input)
        implements Serializable {
    /** TIMESTAMP: the time of the first row of a match. */
    public static final String START = "match_start";
    /** TIMESTAMP: the time of the last row of a match. */
    public static final String END = "match_end";
    /** BIGINT in partial rows: which variables the row fits, a bit each. */
    static final String FITS = "_fits";

    private static final int MOST_VARIABLES = 63;

    /** @throws IllegalArgumentException if a condition or a measure is of no variable, or two columns have one name */
    public PatternSpec {
        keys = List.copyOf(keys);
        matched = List.copyOf(matched);
        previous = List.copyOf(previous);
        defines = List.copyOf(defines);
        measures = List.copyOf(measures);
        Set<String> variables = pattern.variables();
        if (variables.size() > MOST_VARIABLES) {
            throw new IllegalArgumentException(
                    "a pattern has at most " + MOST_VARIABLES + " variables (these are " + variables.size() + ")");
        }
        for (NamedExpr define : defines) {
            requireVariable(variables, define.name());
            if (define.expr().type() != Type.BOOLEAN) {
                throw new IllegalArgumentException("what a variable is must be BOOLEAN (" + define.name() + " is "
                        + define.expr().type() + ")");
            }
        }
        for (Measure measure : measures) {
            if (!measure.variable().isEmpty()) {
                requireVariable(variables, measure.variable());
            }
            Aggregates.create(measure.call());
        }
        for (MatchedValue value : matched) {
            if (!value.variable().isEmpty()) {
                requireVariable(variables, value.variable());
            }
        }
        new PatternConditions(defines, input.size(), matched.size());
        if (withinMs < 1) {
            throw new IllegalArgumentException("a match takes at least 1 ms (within " + withinMs + " ms)");
        }
        new PatternProgram(pattern);
        resultSchema(keys, measures);
    }

    /** Of a pattern whose conditions see one row. */
    public PatternSpec(
            List<NamedExpr> keys,
            RowPattern pattern,
            List<NamedExpr> defines,
            long withinMs,
            AfterMatch after,
            List<Measure> measures,
            JoinLimits limits,
            Schema input) {
        this(keys, pattern, List.of(), List.of(), defines, withinMs, after, measures, limits, input);
    }

    /** The rows with a column for each value of rows of the match, and then of rows before, behind their own. */
    public static Schema wide(Schema input, List<MatchedValue> matched, List<EarlierValue> previous) {
        List<Field> fields = new ArrayList<>(input.fields());
        matched.forEach(
                value -> fields.add(Field.nullable(value.name(), value.expr().type())));
        previous.forEach(
                column -> fields.add(Field.nullable(column.name(), column.expr().type())));
        return new Schema(fields);
    }

    private static void requireVariable(Set<String> variables, String name) {
        if (!variables.contains(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not in the pattern (there: " + String.join(", ", variables) + ")");
        }
    }

    /** The operator for the sender's side: raw rows in, rows with what they fit out. Keeps nothing between batches. */
    public OperatorSpec partial() {
        return new Partial(this);
    }

    /** The operator behind the shuffle: rows with what they fit in, matches out. */
    public OperatorSpec complete() {
        return new Complete(this);
    }

    /** The key columns' names: in partial rows, for the shuffle, and in results. */
    public List<String> keyColumns() {
        return keys.stream().map(NamedExpr::name).toList();
    }

    /** What {@link #complete} emits: {@code match_start, match_end, <keys>, <measures>}; the event time is that of the last row. */
    public Schema resultSchema() {
        return resultSchema(keys, measures);
    }

    /** What {@link #partial} emits. */
    public Schema partialSchema() {
        List<Field> fields = new ArrayList<>(OrderedRows.originFields());
        fields.addAll(keyFields(keys));
        fields.add(Field.required(FITS, Type.BIGINT));
        fields.addAll(valueFields());
        fields.addAll(keptFields());
        fields.addAll(seenFields());
        return new Schema(fields);
    }

    /** What conditions that look back are made of, as partial rows have it: columns of the row, then values for later ones. */
    List<Field> seenFields() {
        return fields("_seen_", seen());
    }

    List<Expr> seen() {
        List<Expr> seen = new ArrayList<>(columnsSeen());
        previous.forEach(column -> seen.add(column.expr()));
        return seen;
    }

    /** The columns of the row itself that conditions that look back read. */
    List<Expr.Column> columnsSeen() {
        PatternConditions conditions = conditions();
        return conditions.columnsOf(conditions.backwards());
    }

    PatternConditions conditions() {
        return new PatternConditions(defines, input.size(), matched.size());
    }

    /** What conditions that look at the match are made of: columns of the row, then values for later ones. */
    List<Field> keptFields() {
        return fields("_kept_", kept());
    }

    List<Expr> kept() {
        PatternConditions conditions = conditions();
        List<Expr> kept = new ArrayList<>(conditions.columnsOf(conditions.inMatch()));
        matched.forEach(value -> kept.add(value.expr()));
        return kept;
    }

    /** The values that measures are made of. */
    List<Field> valueFields() {
        return fields("_", values());
    }

    private static List<Field> fields(String prefix, List<Expr> exprs) {
        List<Field> fields = new ArrayList<>();
        for (Expr expr : exprs) {
            fields.add(Field.nullable(prefix + fields.size(), expr.type()));
        }
        return fields;
    }

    /** The distinct expressions that measures are made of; of rows that do not fit a measure's variable they are NULL. */
    List<Expr> values() {
        return measures.stream()
                .flatMap(measure -> inputs(measure).stream())
                .distinct()
                .toList();
    }

    /** Which of {@link #values} a measure takes. */
    int[] valuesOf(Measure measure) {
        List<Expr> values = values();
        return inputs(measure).stream().mapToInt(values::indexOf).toArray();
    }

    private List<Expr> inputs(Measure measure) {
        List<Expr> inputs = measure.call().inputs();
        Optional<Expr> condition = conditions().alone(measure.variable());
        return condition.isEmpty()
                ? inputs
                : inputs.stream()
                        .map(input ->
                                Expr.call(Function.CASE, condition.get(), input, new Expr.Literal(input.type(), null)))
                        .toList();
    }

    private static List<Field> keyFields(List<NamedExpr> keys) {
        return keys.stream()
                .map(key -> new Field(key.name(), key.expr().type(), key.expr().nullable()))
                .toList();
    }

    private static Schema resultSchema(List<NamedExpr> keys, List<Measure> measures) {
        List<Field> fields =
                new ArrayList<>(List.of(Field.required(START, Type.TIMESTAMP), Field.required(END, Type.TIMESTAMP)));
        fields.addAll(keyFields(keys));
        measures.stream().map(Measure::call).map(AggregateCall::resultField).forEach(fields::add);
        return new Schema(fields);
    }

    String text() {
        String by = keys.isEmpty()
                ? ""
                : " by " + keys.stream().map(NamedExpr::toString).collect(Collectors.joining(", "));
        return pattern + by + " within " + withinMs + " ms, next at "
                + after.name().toLowerCase(Locale.ROOT);
    }

    private record Partial(PatternSpec spec) implements OperatorSpec {
        @Override
        public Schema outputSchema() {
            return spec.partialSchema();
        }

        @Override
        public String describe() {
            return "fit " + spec.text();
        }

        @Override
        public Operator create() {
            return new PatternPartial(spec);
        }
    }

    private record Complete(PatternSpec spec) implements OperatorSpec {
        @Override
        public Schema outputSchema() {
            return spec.resultSchema();
        }

        @Override
        public String describe() {
            return "match " + spec.text();
        }

        @Override
        public Operator create() {
            return new PatternMatch(spec);
        }
    }
}
