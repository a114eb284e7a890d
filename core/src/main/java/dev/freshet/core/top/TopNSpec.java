package dev.freshet.core.top;

import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.WindowColumns;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The first n results of each window by one column, as data. It takes two operators. {@link #partial} is chained right behind
 * the windowed aggregation, in its task, and hands on the task's own first n rows; since all rows of a key come from one
 * task, the first n of all are among them. They go to {@link #complete} by the hash of {@link #SHUFFLE}, so that a window is
 * ranked by one task.
 *
 * <p>Early results are not ranked. A window is ranked when the watermark passes its end ({@code final}), and again whenever
 * a correction changed the ranking ({@code late}, with a higher {@code _rev}): always all of its rows, so that a reader
 * replaces the ranking as a whole. Windows only gain keys, so no ranking is shorter than the one before it, and a row is
 * never stale: {@code (window, rank)} is overwritten.
 *
 * @param input the results of a windowed aggregation
 * @param keys the columns by which it grouped; they break ties, ascending
 * @param rankBy the column that is ranked by; rows without a value come last
 * @param descending whether the greatest comes first
 * @param n how many rows a window gets, at least 1
 * @param columns what stands in the ranking beside window and rank, in this order
 * @param allowedLatenessMs the aggregation's: how long corrections may come, milliseconds of event time
 */
public record TopNSpec(
        Schema input,
        List<String> keys,
        String rankBy,
        boolean descending,
        int n,
        List<String> columns,
        long allowedLatenessMs)
        implements Serializable {
    /** BIGINT: the place in the ranking, from 1. */
    public static final String RANK = "rank";
    /** The columns by whose hash candidates find the task that ranks their window. */
    public static final List<String> SHUFFLE = List.of(WindowColumns.START);

    /** @throws IllegalArgumentException if a column is not in the input, or n is less than 1 */
    public TopNSpec {
        keys = List.copyOf(keys);
        columns = List.copyOf(columns);
        if (n < 1) {
            throw new IllegalArgumentException("a ranking needs at least one row (n " + n + ")");
        }
        input.requireIndex(WindowColumns.START);
        input.requireIndex(WindowColumns.KIND);
        input.requireIndex(rankBy);
        keys.forEach(input::requireIndex);
        columns.forEach(input::requireIndex);
    }

    /** The operator behind the windowed aggregation, in its task: results in, candidates out. */
    public OperatorSpec partial() {
        return new Partial(this);
    }

    /** The operator behind the shuffle: candidates in, rankings out. */
    public OperatorSpec complete() {
        return new Complete(this);
    }

    /** What {@link #complete} emits: {@code window_start, window_end, rank, <columns>, _kind, _rev}. */
    public Schema resultSchema() {
        List<Field> fields = new ArrayList<>(WindowColumns.leading());
        fields.add(Field.required(RANK, Type.BIGINT));
        columns.forEach(column -> fields.add(input.field(input.requireIndex(column))));
        fields.addAll(WindowColumns.trailing());
        return new Schema(fields);
    }

    /** What {@link #partial} emits: the window, the keys, and what is ranked by and shown. */
    public Schema candidateSchema() {
        return input.select(candidateColumns());
    }

    int[] candidateColumns() {
        Set<String> names = new LinkedHashSet<>(List.of(WindowColumns.START, WindowColumns.END));
        names.addAll(keys);
        names.add(rankBy);
        names.addAll(columns);
        return names.stream().mapToInt(input::requireIndex).toArray();
    }

    /** The keys' places among the candidates' columns. */
    int[] candidateKeys() {
        Schema candidates = candidateSchema();
        return keys.stream().mapToInt(candidates::requireIndex).toArray();
    }

    RowOrder candidateOrder() {
        return new RowOrder(candidateSchema().requireIndex(rankBy), descending, candidateKeys());
    }

    private record Partial(TopNSpec spec) implements OperatorSpec {
        @Override
        public Schema outputSchema() {
            return spec.candidateSchema();
        }

        @Override
        public String describe() {
            return "candidates for the first " + spec.n + " by " + spec.rankBy;
        }

        @Override
        public Operator create() {
            return new TopCandidates(spec);
        }
    }

    private record Complete(TopNSpec spec) implements OperatorSpec {
        @Override
        public Schema outputSchema() {
            return spec.resultSchema();
        }

        @Override
        public String describe() {
            return "first " + spec.n + " by " + spec.rankBy + (spec.descending ? " descending" : " ascending");
        }

        @Override
        public Operator create() {
            return new TopRanking(spec);
        }
    }
}
