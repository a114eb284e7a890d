package dev.freshet.core.pattern;

import dev.freshet.core.aggregate.Aggregate;
import dev.freshet.core.aggregate.Aggregates;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.operator.Output;
import dev.freshet.core.schema.Schema;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rows of matches, and hands them on in batches of bounded size. */
final class MatchRows {
    private static final int MAX_ROWS = 4096;
    private static final int ALL = -1;

    private final KeyEncoder encoder;
    private final PatternSearch search;
    private final OpenMatches open;
    private final int firstMeasure;
    private final Aggregate[] measures;
    /** The variable of each measure, or {@link #ALL}. */
    private final int[] variables;
    /** Which values each measure takes. */
    private final int[][] values;

    private final int valueCount;
    private final BatchBuilder matched;
    private final BatchBuilder rows;
    private final BatchBuilder failed;

    MatchRows(PatternSpec spec, KeyEncoder encoder, PatternSearch search, OpenMatches open) {
        this.encoder = encoder;
        this.search = search;
        this.open = open;
        firstMeasure = 2 + spec.keys().size();
        List<String> names = List.copyOf(spec.pattern().variables());
        measures = spec.measures().stream()
                .map(measure -> Aggregates.create(measure.call()))
                .toArray(Aggregate[]::new);
        variables = spec.measures().stream()
                .mapToInt(measure -> measure.variable().isEmpty() ? ALL : names.indexOf(measure.variable()))
                .toArray();
        values = spec.measures().stream().map(spec::valuesOf).toArray(int[][]::new);
        Schema valueSchema = new Schema(spec.valueFields());
        valueCount = valueSchema.size();
        matched = new BatchBuilder(valueSchema);
        rows = new BatchBuilder(spec.resultSchema());
        failed = new BatchBuilder(spec.resultSchema());
        for (Aggregate measure : measures) {
            measure.ensureSlots(1);
        }
    }

    /** Adds the match of the key's first rows. Where a measure has no value, as a sum beyond BIGINT, the row is a dead letter. */
    void add(int key, int length, Output out) {
        measure(key, length);
        long endMs = open.timeMs(key, length - 1);
        String problem = put(rows, key, endMs);
        if (problem == null) {
            rows.endRow(endMs);
            if (rows.rows() >= MAX_ROWS) {
                flush(out);
            }
        } else {
            rows.abandonRow();
            put(failed, key, endMs);
            failed.endRow(endMs);
            out.dead(failed.build(Origin.DERIVED), 0, Reason.EXPRESSION, problem);
        }
        for (Aggregate measure : measures) {
            measure.clear(0);
        }
    }

    private void measure(int key, int length) {
        if (measures.length == 0) {
            return;
        }
        long[] fits = new long[length];
        for (int place = 0; place < length; place++) {
            fits[place] = open.fits(key, place);
            for (int value = 0; value < valueCount; value++) {
                open.store().copy(open.slot(key, place), value, matched, value);
            }
            // Rows of one time keep their order.
            matched.endRow(open.timeMs(key, place), place, Long.MIN_VALUE);
        }
        Batch batch = matched.build(Origin.DERIVED);
        Ways ways = open.run(key).ways;
        int[] labels = ways == null ? search.label(fits, length) : ways.labels(length);
        int[] slots = new int[length];
        for (int i = 0; i < measures.length; i++) {
            int variable = variables[i];
            Arrays.setAll(slots, place -> variable == ALL || labels[place] == variable ? 0 : -1);
            Column[] arguments =
                    Arrays.stream(values[i]).mapToObj(batch::column).toArray(Column[]::new);
            measures[i].accumulate(batch, arguments, slots);
        }
    }

    private @Nullable String put(BatchBuilder into, int key, long endMs) {
        into.putLong(0, open.timeMs(key, 0));
        into.putLong(1, endMs);
        encoder.decodeInto(open.keys().bytes(), open.keys().start(key), into, 2);
        String problem = null;
        for (int i = 0; i < measures.length; i++) {
            String cause = measures[i].lower(0, into, firstMeasure + i);
            problem = problem == null ? cause : problem;
        }
        return problem;
    }

    /** Hands on what is left. */
    void flush(Output out) {
        if (!rows.isEmpty()) {
            out.emit(Output.MAIN, rows.build(Origin.DERIVED));
        }
    }
}
