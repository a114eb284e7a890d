package dev.freshet.core.pattern;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.key.KeyHash;
import dev.freshet.core.operator.Held;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.time.Clamped;
import dev.freshet.core.window.KeyGroupSections;
import dev.freshet.core.window.OrderedRows;
import dev.freshet.core.window.PendingRows;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The receiver's half of looking for a pattern: lets rows wait until event time has passed them, so that it knows their order,
 * and searches key by key from one row at a time. So what matches depends on the rows alone, not on how they arrived. The rows
 * from the one on at which the open search begins are kept; when it has ended, the next begins at the row behind it, or
 * behind the match.
 *
 * <p>The matches of a key come out in the order of their first rows.
 */
final class PatternMatch implements Operator {
    private static final int VERSION = 2;
    /** The kind of an open search's entry in a snapshot. */
    private static final int OPEN = 2;
    /** The kind of the entry of a key's last rows in a snapshot. */
    private static final int BEFORE = 3;

    private final PatternSpec spec;
    private final KeyEncoder encoder;
    private final PatternSearch search;
    private final OrderedRows ordered = new OrderedRows();
    private final @Nullable WaySearch ways;
    private final OpenMatches open;
    private final MatchRows results;
    private final @Nullable RowsBefore before;
    private final int fitsColumn;
    private final Column[] values;

    PatternMatch(PatternSpec spec) {
        this.spec = spec;
        int keyCount = spec.keys().size();
        encoder = new KeyEncoder(IntStream.range(OrderedRows.FIRST_COLUMN, OrderedRows.FIRST_COLUMN + keyCount)
                .toArray());
        PatternProgram program = new PatternProgram(spec.pattern());
        search = new PatternSearch(program);
        open = new OpenMatches(spec);
        ways = spec.conditions().inMatch().isEmpty() ? null : new WaySearch(spec, program, open);
        results = new MatchRows(spec, encoder, search, open);
        fitsColumn = OrderedRows.FIRST_COLUMN + keyCount;
        values = new Column[spec.valueFields().size() + spec.keptFields().size()];
        before = spec.conditions().backwards().isEmpty()
                ? null
                : new RowsBefore(spec, encoder, fitsColumn + 1 + values.length);
    }

    @Override
    public void open(OperatorContext context) {
        context.rowBytes("open").ifPresent(open.store()::spillTo);
        if (before != null) {
            before.open(context);
        }
    }

    @Override
    public void process(int input, Batch batch, Output out) {
        Batch rows = ordered.inTime(batch, out);
        long room = Math.max(0, spec.limits().maxRows() - ordered.size() - open.size());
        if (rows.size() > room) {
            int[] kept = new int[(int) room];
            for (int i = 0; i < rows.size(); i++) {
                if (i < room) {
                    kept[i] = rows.row(i);
                } else {
                    refuse(rows, rows.row(i), out);
                }
            }
            rows = rows.select(kept, kept.length);
        }
        ordered.add(rows);
    }

    private void refuse(Batch batch, int row, Output out) {
        String full = "the pattern holds " + spec.limits().maxRows() + " rows, as many as it may";
        if (spec.limits().whenFull() == JoinLimits.WhenFull.FAIL) {
            throw new IllegalStateException(full + " (" + spec.text() + ")");
        }
        out.dead(batch, row, Reason.STATE_FULL, full);
    }

    @Override
    public void advance(long newWatermarkMs, Output out) {
        if (ordered.advanceByStretches(newWatermarkMs, (batches, order) -> take(batches, order, out))) {
            open.forEachDue(ordered.passedMs(), key -> settle(key, out));
            if (before != null) {
                before.pass(ordered.passedMs());
            }
            results.flush(out);
        }
    }

    private void take(Batch[] batches, int[] order, Output out) {
        long[] more = before == null ? null : before.fits(batches, order, out);
        OrderedRows.visit(batches, order, new OrderedRows.Visitor() {
            private int place;

            @Override
            public void row(Batch batch, int row) {
                long fits = ((LongColumn) batch.column(fitsColumn)).get(row);
                long backwards = more == null ? 0 : more[place++];
                if (backwards != RowsBefore.FAILED) {
                    take(batch, row, fits | backwards, out);
                }
            }
        });
    }

    private void take(Batch batch, int row, long fits, Output out) {
        int length = encoder.encode(batch, row);
        int key = open.key(encoder.buffer(), length, KeyHash.hash(encoder.buffer(), 0, length), search.mayBegin(fits));
        if (key >= 0) {
            for (int i = 0; i < values.length; i++) {
                values[i] = batch.column(fitsColumn + 1 + i);
            }
            open.add(key, values, row, batch.eventTime(row), fits);
            settle(key, out);
        }
    }

    /** Goes on with the key's search as far as its rows go, and with those behind it. */
    private void settle(int key, Output out) {
        while (open.rows(key) > 0) {
            PatternRun run = open.run(key);
            if (isOpen(key, run, out)) {
                open.awaitEnd(key);
                return;
            }
            if (run.matched > 0) {
                results.add(key, run.matched, out);
            }
            open.drop(key, run.matched > 0 && spec.after() == AfterMatch.PAST_LAST ? run.matched : 1);
        }
        open.forget(key);
    }

    private boolean isOpen(int key, PatternRun run, Output out) {
        if (run.seen == 0 && !search.mayBegin(open.fits(key, 0))) {
            return false;
        }
        long endMs = open.endMs(key);
        while (run.seen < open.rows(key)) {
            int row = run.seen;
            if (open.timeMs(key, row) >= endMs) {
                return false;
            }
            if (ways == null ? !search.take(run, open.fits(key, row)) : !ways.take(key, run, out)) {
                return false;
            }
        }
        return endMs > open.passedMs();
    }

    @Override
    public void snapshot(SnapshotWriter to) {
        KeyGroupSections sections = ordered.sections(encoder);
        open.write(sections, OPEN);
        if (before != null) {
            before.write(sections, BEFORE);
        }
        sections.writeTo(to, VERSION);
    }

    @Override
    public void restore(SnapshotReader from) {
        ordered.restore(from, "a pattern", VERSION, spec.partialSchema(), (kind, in) -> {
            if (kind == OPEN) {
                open.read(in);
            } else if (kind == BEFORE && before != null) {
                before.read(in);
            } else {
                throw new IllegalStateException("a state of a pattern is damaged: entry of kind " + kind);
            }
        });
    }

    @Override
    public long outputDelayMs() {
        return Clamped.add(spec.withinMs(), PendingRows.STRETCH_MS);
    }

    @Override
    public Held held() {
        Held held = new Held(ordered.size() + open.size(), ordered.sizeBytes() + open.sizeBytes());
        return before == null ? held : held.plus(before.held());
    }
}
