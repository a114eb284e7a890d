package dev.freshet.core.top;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import java.util.Arrays;

/**
 * The order of a ranking: by one column, ties by the key columns ascending. Rows without a value, or with NaN, come last
 * whichever way the column is ordered. Text compares by code point.
 */
record RowOrder(int rankColumn, boolean descending, int[] keyColumns) {
    /** Negative if the row of {@code a} comes first. */
    int compare(Batch a, int rowA, Batch b, int rowB) {
        Column left = a.column(rankColumn);
        Column right = b.column(rankColumn);
        boolean leftMissing = missing(left, rowA);
        boolean rightMissing = missing(right, rowB);
        if (leftMissing != rightMissing) {
            return leftMissing ? 1 : -1;
        }
        if (!leftMissing) {
            int order = values(left, rowA, right, rowB);
            if (order != 0) {
                return descending ? -order : order;
            }
        }
        for (int key : keyColumns) {
            int order = nullable(a.column(key), rowA, b.column(key), rowB);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static boolean missing(Column column, int row) {
        return column.isNull(row) || (column instanceof DoubleColumn doubles && Double.isNaN(doubles.get(row)));
    }

    private static int nullable(Column a, int rowA, Column b, int rowB) {
        boolean leftNull = a.isNull(rowA);
        boolean rightNull = b.isNull(rowB);
        return leftNull || rightNull ? Boolean.compare(leftNull, rightNull) : values(a, rowA, b, rowB);
    }

    private static int values(Column a, int rowA, Column b, int rowB) {
        if (a instanceof LongColumn left) {
            return Long.compare(left.get(rowA), ((LongColumn) b).get(rowB));
        }
        if (a instanceof DoubleColumn left) {
            // -0.0 and 0.0 are one value.
            return Double.compare(left.get(rowA) + 0.0, ((DoubleColumn) b).get(rowB) + 0.0);
        }
        if (a instanceof BooleanColumn left) {
            return Boolean.compare(left.get(rowA), ((BooleanColumn) b).get(rowB));
        }
        BytesColumn left = (BytesColumn) a;
        BytesColumn right = (BytesColumn) b;
        return Arrays.compareUnsigned(
                left.data(), left.start(rowA), left.end(rowA), right.data(), right.start(rowB), right.end(rowB));
    }
}
