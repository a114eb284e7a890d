package dev.freshet.core.join;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Column;
import dev.freshet.core.schema.Schema;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which columns of one side are kept, and where they stand in the results.
 *
 * @param keys the key columns' places in the side's rows
 * @param kept the places of the columns that are in the results, each once
 * @param schema those columns
 * @param targets the results' columns that are of this side
 * @param sources for each of them which kept column it is
 */
record SideLayout(int[] keys, int[] kept, Schema schema, int[] targets, int[] sources) {
    static SideLayout of(JoinInputs inputs, JoinSide side, List<JoinColumn> columns) {
        int[] targets = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).side() == side)
                .toArray();
        int[] places = IntStream.of(targets)
                .map(i -> inputs.schema(side).requireIndex(columns.get(i).column()))
                .toArray();
        return of(inputs.schema(side), inputs.keyIndexes(side), targets, places);
    }

    /**
     * @param rows the side's rows
     * @param keys the places of the key columns
     * @param targets the results' columns that are of this side
     * @param places for each of them its place in the side's rows
     */
    static SideLayout of(Schema rows, int[] keys, int[] targets, int[] places) {
        int[] kept = IntStream.of(places).distinct().toArray();
        int[] sources = IntStream.of(places).map(place -> indexOf(kept, place)).toArray();
        return new SideLayout(keys, kept, rows.select(kept), targets, sources);
    }

    /** The batch's columns that are kept. */
    Column[] pick(Batch batch) {
        Column[] columns = new Column[kept.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = batch.column(kept[i]);
        }
        return columns;
    }

    /** Whether the row's key has a NULL, so that it equals none. */
    boolean hasNullKey(Batch batch, int row) {
        for (int key : keys) {
            if (batch.column(key).isNull(row)) {
                return true;
            }
        }
        return false;
    }

    private static int indexOf(int[] places, int place) {
        int index = 0;
        while (places[index] != place) {
            index++;
        }
        return index;
    }
}
