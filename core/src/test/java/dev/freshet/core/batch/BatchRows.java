package dev.freshet.core.batch;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares batches by what their selected rows say. */
final class BatchRows {
    private BatchRows() {}

    static void assertSame(Batch actual, Batch expected) {
        assertThat(actual.schema()).isEqualTo(expected.schema());
        assertThat(actual.origin()).isEqualTo(expected.origin());
        assertThat(actual.size()).isEqualTo(expected.size());
        assertThat(actual.offsets() == null).isEqualTo(expected.offsets() == null);
        for (int i = 0; i < expected.size(); i++) {
            int a = actual.row(i);
            int e = expected.row(i);
            assertThat(actual.eventTime(a)).isEqualTo(expected.eventTime(e));
            assertThat(actual.offset(a)).isEqualTo(expected.offset(e));
            assertThat(arrival(actual, a)).isEqualTo(arrival(expected, e));
            for (int column = 0; column < expected.schema().size(); column++) {
                assertThat(actual.column(column).value(a))
                        .as("row %d, column %d", i, column)
                        .isEqualTo(expected.column(column).value(e));
            }
        }
    }

    private static Long arrival(Batch batch, int row) {
        long[] arrivals = batch.arrivalWatermarks();
        return arrivals == null ? Long.valueOf(-1) : Long.valueOf(arrivals[row]);
    }
}
