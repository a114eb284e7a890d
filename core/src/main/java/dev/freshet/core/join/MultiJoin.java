package dev.freshet.core.join;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Column;
import dev.freshet.core.operator.Held;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.state.RowStore;
import dev.freshet.core.state.SideRows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins several streams by one key: a symmetric hash join of all of them at once (Viglas, Naughton and Burger, "Maximizing the
 * output rate of multi-way join queries", VLDB 2003), bounded by time. A row of the first stream is kept until the
 * watermark has passed all that could match it; a row of another one as long as a row of the first that is kept or may come
 * could take it. So what belongs together is all there when the first stream's row is taken away, and what it lacks is known.
 */
final class MultiJoin implements Operator {
    private final int inputs;
    private final MatchRanges ranges;
    private final JoinCondition[] conditions;
    private final JoinState state;
    private final SideRows firsts;
    private final List<JoinIntake> intakes = new ArrayList<>();
    private final JoinedRows results;
    private final boolean mayStandAlone;
    private final long outputDelayMs;

    MultiJoin(MultiJoinSpec spec) {
        inputs = spec.inputs().size();
        conditions = new JoinCondition[inputs];
        boolean[] needed = new boolean[inputs];
        boolean alone = true;
        for (int i = 1; i < inputs; i++) {
            conditions[i] = spec.with(i).condition();
            needed[i] = spec.with(i).kind() == JoinKind.INNER;
            alone &= !needed[i];
        }
        mayStandAlone = alone;
        List<SideLayout> layouts = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            layouts.add(layout(spec, i));
        }
        state = new JoinState(layouts.stream()
                .map(layout -> new RowStore(layout.schema(), false))
                .toList());
        firsts = state.left();
        for (SideLayout layout : layouts) {
            intakes.add(new JoinIntake(state, layout, spec.limits(), spec.describe(), conditions[1]::lateAt));
        }
        ranges = new MatchRanges(state.sides(), conditions, needed);
        results = new JoinedRows(spec.outputSchema());
        outputDelayMs = spec.outputDelayMs();
    }

    private static SideLayout layout(MultiJoinSpec spec, int input) {
        MultiJoinSpec.Input of = spec.inputs().get(input);
        List<Integer> targets = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < spec.columns().size(); i++) {
            if (spec.columns().get(i).input() == input) {
                targets.add(i);
                places.add(of.schema().requireIndex(spec.columns().get(i).column()));
            }
        }
        int[] keys = of.keys().stream().mapToInt(of.schema()::requireIndex).toArray();
        return SideLayout.of(of.schema(), keys, ints(targets), ints(places));
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public void open(OperatorContext context) {
        state.open(context);
    }

    @Override
    public void process(int input, Batch batch, Output out) {
        JoinIntake intake = intakes.get(input);
        Column[] columns = intake.layout().pick(batch);
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (intake.refusesLate(batch, row, out)) {
                continue;
            }
            if (!intake.layout().hasNullKey(batch, row)) {
                take(input, batch, row, columns, out);
            } else if (input == 0 && mayStandAlone) {
                results.put(intake.layout(), columns, row).end(batch.eventTime(row), out);
            }
        }
        results.flush(out);
    }

    private void take(int input, Batch batch, int row, Column[] columns, Output out) {
        JoinIntake intake = intakes.get(input);
        long timeMs = batch.eventTime(row);
        int known = intake.find();
        boolean keeps = input == 0 ? firstExpiresAt(timeMs) > state.watermarkMs() : !isUseless(input, known, timeMs);
        if (keeps && intake.refusesFull(batch, row, out)) {
            return;
        }
        if (input == 0) {
            MatchRanges.Lack lack = ranges.find(known, timeMs, 0);
            if (lack == MatchRanges.Lack.NOTHING || (lack == MatchRanges.Lack.OPTIONAL && !keeps)) {
                emit(known, -1, 0, columns, row, timeMs, out);
            }
        } else if (known >= 0) {
            int from = firsts.countBefore(known, conditions[input].firstMatch(JoinSide.RIGHT, timeMs));
            int to = firsts.countThrough(known, conditions[input].lastMatch(JoinSide.RIGHT, timeMs));
            for (int place = from; place < to; place++) {
                int first = firsts.row(known, place);
                if (ranges.find(known, firsts.store().time(first), input) == MatchRanges.Lack.NOTHING) {
                    emit(known, first, input, columns, row, timeMs, out);
                }
            }
        }
        if (keeps) {
            int key = intake.key();
            SideRows rows = state.sides().get(input);
            rows.insert(key, rows.store().add(columns, row, timeMs, 0, -1));
            arm(key);
        }
    }

    /**
     * Emits the rows that the ranges say, each with a row of the first stream.
     *
     * @param first the first stream's row that is kept; -1 if it is the one that has just come
     * @param arriving the input of a row that has just come; -1 for none
     */
    private void emit(
            int key, int first, int arriving, Column @Nullable [] columns, int row, long arrivingMs, Output out) {
        ranges.begin();
        do {
            long timeMs = first < 0 ? arrivingMs : firsts.store().time(first);
            if (first >= 0) {
                results.put(intakes.get(0).layout(), firsts.store(), first);
            }
            if (arriving >= 0 && columns != null) {
                results.put(intakes.get(arriving).layout(), columns, row);
                timeMs = Math.max(timeMs, arrivingMs);
            }
            for (int input = 1; input < inputs; input++) {
                int place = ranges.place(input);
                if (place >= 0) {
                    SideRows rows = state.sides().get(input);
                    results.put(intakes.get(input).layout(), rows.store(), rows.row(key, place));
                    timeMs = Math.max(timeMs, rows.time(key, place));
                }
            }
            results.end(timeMs, out);
        } while (ranges.next());
    }

    @Override
    public void advance(long watermarkMs, Output out) {
        if (state.rise(watermarkMs)) {
            state.forEachDue(key -> expire(key, out));
            results.flush(out);
        }
    }

    private void expire(int key, Output out) {
        while (firsts.count(key) > 0 && firstExpiresAt(firsts.time(key, 0)) <= state.watermarkMs()) {
            if (ranges.find(key, firsts.time(key, 0), -1) == MatchRanges.Lack.OPTIONAL) {
                emit(key, firsts.row(key, 0), -1, null, 0, 0, out);
            }
            firsts.removeFirst(key);
        }
        for (int input = 1; input < inputs; input++) {
            SideRows rows = state.sides().get(input);
            while (rows.count(key) > 0 && isUseless(input, key, rows.time(key, 0))) {
                rows.removeFirst(key);
            }
        }
        if (!state.forgetIfEmpty(key)) {
            arm(key);
        }
    }

    /** The first watermark at which nothing can come any more that matches a row of the first stream. */
    private long firstExpiresAt(long timeMs) {
        long at = Long.MIN_VALUE;
        for (int input = 1; input < inputs; input++) {
            at = Math.max(at, conditions[input].expiresAt(JoinSide.LEFT, timeMs));
        }
        return at;
    }

    /** Whether no row of the first stream, kept or to come, takes a row of another input of this time. */
    private boolean isUseless(int input, int key, long timeMs) {
        if (conditions[input].expiresAt(JoinSide.RIGHT, timeMs) > state.watermarkMs()) {
            return false;
        }
        return key < 0
                || firsts.count(key) == 0
                || timeMs < conditions[input].firstMatch(JoinSide.LEFT, firsts.time(key, 0));
    }

    /** What waits for a kept row of the first stream is looked at when that goes. */
    private void arm(int key) {
        if (firsts.count(key) > 0) {
            state.timers().arm(key, firstExpiresAt(firsts.time(key, 0)));
        }
        for (int input = 1; input < inputs; input++) {
            SideRows rows = state.sides().get(input);
            if (rows.count(key) > 0) {
                long at = conditions[input].expiresAt(JoinSide.RIGHT, rows.time(key, 0));
                if (at > state.watermarkMs()) {
                    state.timers().arm(key, at);
                }
            }
        }
    }

    @Override
    public void snapshot(SnapshotWriter to) {
        state.snapshot(to);
    }

    @Override
    public void restore(SnapshotReader from) {
        state.restore(from, this::arm);
    }

    @Override
    public long outputDelayMs() {
        return outputDelayMs;
    }

    @Override
    public Held held() {
        return state.held();
    }
}
