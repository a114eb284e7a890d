package dev.freshet.core.join;

import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.schema.Schema;
import java.util.List;

/** A join of two streams: input 0 is the left one, input 1 the right one. */
public sealed interface JoinSpec extends OperatorSpec permits StreamJoinSpec, AsOfJoinSpec, TableJoinSpec {
    JoinInputs inputs();

    JoinKind kind();

    List<JoinColumn> columns();

    JoinLimits limits();

    /**
     * The same join of rows with other columns, for fewer columns in its results.
     *
     * @param left what is known of the left rows: the keys and the columns at least
     * @param right likewise
     */
    JoinSpec over(Schema left, Schema right, List<JoinColumn> newColumns);
}
