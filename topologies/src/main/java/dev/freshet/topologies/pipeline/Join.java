package dev.freshet.topologies.pipeline;

import dev.freshet.core.join.AsOfDirection;
import dev.freshet.core.join.AsOfJoinSpec;
import dev.freshet.core.join.JoinColumn;
import dev.freshet.core.join.JoinCondition;
import dev.freshet.core.join.JoinInputs;
import dev.freshet.core.join.JoinKind;
import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.join.JoinSpec;
import dev.freshet.core.join.MultiJoinSpec;
import dev.freshet.core.join.StreamJoinSpec;
import dev.freshet.core.join.TableJoinSpec;
import dev.freshet.core.join.TableKind;
import dev.freshet.core.schema.Schema;
import dev.freshet.topologies.problem.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How two streams are joined: {@code Join.left().on("id = order_id").within(Duration.ofMinutes(-1), Duration.ofMinutes(5))}.
 * Every method fails with a {@link PipelineException} where what it gets is wrong.
 *
 * <p>The result has all columns of the left rows, and those of the right rows but its keys of the same name. A right column
 * whose name the left rows have too is called {@code <right stream>_<name>}. In a right or full join all keys are there.
 */
public final class Join {
    private final JoinKind kind;
    private final List<String> leftKeys = new ArrayList<>();
    private final List<String> rightKeys = new ArrayList<>();
    private @Nullable JoinCondition condition;
    private @Nullable AsOfDirection direction;
    private @Nullable TableKind table;
    private @Nullable String deleted;
    private long toleranceMs = AsOfJoinSpec.UNLIMITED;
    private boolean exact = true;
    private JoinLimits limits = JoinLimits.DEFAULT;

    private Join(JoinKind kind) {
        this.kind = kind;
    }

    public static Join of(JoinKind kind) {
        return new Join(kind);
    }

    public static Join inner() {
        return of(JoinKind.INNER);
    }

    public static Join left() {
        return of(JoinKind.LEFT);
    }

    public static Join right() {
        return of(JoinKind.RIGHT);
    }

    public static Join full() {
        return of(JoinKind.FULL);
    }

    public static Join semi() {
        return of(JoinKind.SEMI);
    }

    public static Join anti() {
        return of(JoinKind.ANTI);
    }

    /** The columns that are equal, {@code "customer"}, or {@code "id = order_id, region"} where their names differ. */
    public Join on(String text) {
        for (String part : text.split(",", -1)) {
            String[] sides = part.split("=", -1);
            String one = sides[0].trim();
            String other = sides[sides.length - 1].trim();
            if (sides.length > 2 || one.isEmpty() || other.isEmpty()) {
                throw new PipelineException(
                        "'on' must be columns of both sides, as in 'customer' or 'id = order_id, region' (is '" + text
                                + "')");
            }
            leftKeys.add(one);
            rightKeys.add(other);
        }
        return this;
    }

    /** The right event time less the left one is between these, both included. */
    public Join within(Duration lower, Duration upper) {
        return when(() -> new JoinCondition.Interval(lower.toMillis(), upper.toMillis()));
    }

    /** Both are in one tumbling window of event time. */
    public Join window(Duration size) {
        return when(() -> new JoinCondition.SameWindow(size.toMillis()));
    }

    /** Each left row gets the one right row that is nearest in event time. */
    public Join asOf(AsOfDirection where) {
        direction = where;
        return this;
    }

    /** How far apart the times of an as-of join may be, included. */
    public Join tolerance(Duration most) {
        toleranceMs = most.toMillis();
        return this;
    }

    /** Rows of an as-of join of the same time do not match. */
    public Join withoutExactMatches() {
        exact = false;
        return this;
    }

    /** The right rows are the versions of a table's rows: each left row gets the one that is valid at its event time. */
    public Join table() {
        return table(TableKind.VERSIONED);
    }

    /** The same, with the whole table in every task, so that left rows need not go to the task of their key. */
    public Join broadcastTable() {
        return table(TableKind.BROADCAST);
    }

    public Join table(TableKind kind) {
        table = kind;
        return this;
    }

    /** Rows of a table for which a predicate is TRUE say that nothing is valid for their key from then on: {@code "op = 'd'"}. */
    public Join deletedWhere(String predicate) {
        deleted = predicate;
        return this;
    }

    /** How many rows a task may hold, and what happens beyond. */
    public Join limit(long maxRows, JoinLimits.WhenFull whenFull) {
        limits = limits(maxRows, whenFull);
        return this;
    }

    static JoinLimits limits(long maxRows, JoinLimits.WhenFull whenFull) {
        try {
            return new JoinLimits(maxRows, whenFull);
        } catch (IllegalArgumentException e) {
            throw new PipelineException(String.valueOf(e.getMessage()));
        }
    }

    /** The join of these rows. */
    JoinSpec spec(String rightName, Schema left, Schema right) {
        requireColumns(leftKeys, left);
        requireColumns(rightKeys, right);
        if ((condition == null ? 0 : 1) + (direction == null ? 0 : 1) + (table == null ? 0 : 1) != 1) {
            throw new PipelineException("a join needs one of 'within', 'window', 'as-of' and 'table'");
        }
        if (deleted != null && table == null) {
            throw new PipelineException("'deleted' needs 'table'");
        }
        try {
            JoinInputs inputs = new JoinInputs(left, right, leftKeys, rightKeys);
            List<JoinColumn> columns = columns(rightName, left, right);
            if (condition != null) {
                return new StreamJoinSpec(inputs, kind, condition, columns, limits);
            }
            if (table != null) {
                return new TableJoinSpec(inputs, kind, table, deletion(right), columns, limits);
            }
            return new AsOfJoinSpec(
                    inputs,
                    kind,
                    direction == null ? AsOfDirection.BACKWARD : direction,
                    toleranceMs,
                    exact,
                    columns,
                    limits);
        } catch (IllegalArgumentException e) {
            throw new PipelineException(String.valueOf(e.getMessage()));
        }
    }

    private TableJoinSpec.@Nullable Deletion deletion(Schema right) {
        return deleted == null ? null : new TableJoinSpec.Deletion(Expressions.predicate(deleted, right), deleted);
    }

    private List<JoinColumn> columns(String rightName, Schema left, Schema right) {
        List<JoinColumn> columns = new ArrayList<>();
        left.names().forEach(name -> columns.add(JoinColumn.left(name)));
        if (kind == JoinKind.SEMI || kind == JoinKind.ANTI) {
            return columns;
        }
        boolean allKeys = kind == JoinKind.RIGHT || kind == JoinKind.FULL;
        shown(rightName, right, allKeys, new HashSet<>(left.names()))
                .forEach((name, shown) -> columns.add(JoinColumn.right(name, shown)));
        return columns;
    }

    /**
     * The right columns that are in the results, with their names there.
     *
     * @param allKeys whether the keys of the same name on both sides are among them
     * @param taken the names that are there; those of the columns are added
     */
    Map<String, String> shown(String rightName, Schema right, boolean allKeys, Set<String> taken) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String name : right.names()) {
            boolean sameKey = leftKeys.contains(name)
                    && rightKeys.indexOf(name) >= 0
                    && leftKeys.get(rightKeys.indexOf(name)).equals(name);
            if (sameKey && !allKeys) {
                continue;
            }
            String shown = taken.contains(name) ? rightName.replace('.', '_').replace('-', '_') + "_" + name : name;
            if (!taken.add(shown)) {
                throw new PipelineException(
                        "column '" + shown + "' would stand twice in the join: rename one by 'select'");
            }
            columns.put(name, shown);
        }
        return columns;
    }

    List<String> leftKeys() {
        return leftKeys;
    }

    /** One of several streams that go with the left one. */
    MultiJoinSpec.Input input(Schema left, Schema right) {
        requireColumns(leftKeys, left);
        requireColumns(rightKeys, right);
        if (condition == null || direction != null || table != null) {
            throw new PipelineException("one of several joins needs one of 'within' and 'window'");
        }
        return new MultiJoinSpec.Input(right, rightKeys, new MultiJoinSpec.With(kind, condition));
    }

    private static void requireColumns(List<String> keys, Schema schema) {
        for (String key : keys) {
            if (schema.indexOf(key) < 0) {
                throw new PipelineException(Nearest.message("column", key, schema.names()));
            }
        }
    }

    private Join when(java.util.function.Supplier<JoinCondition> times) {
        try {
            condition = times.get();
        } catch (IllegalArgumentException e) {
            throw new PipelineException(String.valueOf(e.getMessage()));
        }
        return this;
    }
}
