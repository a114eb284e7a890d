package dev.freshet.core.epoch;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that may be appended only when the epoch they came in is complete: until then they are part of the writer's snapshot. After a
 * restore those up to the base are committed again, under the writer they came from; the place they are appended to remembers the last
 * epoch committed by each writer in the same step, and takes none twice.
 *
 * <p>For one thread. State: the rows since the last complete epoch.
 */
public final class PendingAppends {
    /**
     * Rows to be appended in one step, unless the writer has committed this epoch or a later one.
     *
     * @param writer the index of the task that held them back at first
     */
    public record Commit(int writer, long epoch, List<byte[]> rows) {}

    private record Closed(int writer, long generation, long epoch, List<byte[]> rows) {}

    private final int writer;
    private final ArrayDeque<Closed> closed = new ArrayDeque<>();
    private List<byte[]> open = new ArrayList<>();
    private long complete;
    private long bytes;
    private long rows;

    /** @param writer the index of the task */
    public PendingAppends(int writer) {
        this.writer = writer;
    }

    /** A row of the epoch that is open. */
    public void add(byte[] row) {
        open.add(row);
        bytes += row.length;
        rows++;
    }

    /**
     * The barrier of an epoch: rows from now on are of the next. All epochs before it are complete, or no barrier would have come, and can be
     * committed now, whether the view knows it yet or not. The writer reports the epoch only when {@link #isSettled} says so.
     */
    public void barrier(long generation, long epoch) {
        complete = epoch - 1;
        closed.add(new Closed(writer, generation, epoch, open));
        open = new ArrayList<>();
    }

    /** Whether all rows before an epoch are committed: so a complete epoch says that those before it are in the results. */
    public boolean isSettled(long epoch) {
        Closed first = closed.peek();
        return first == null || first.epoch >= epoch;
    }

    /** What can be committed by now, oldest first; null if nothing can. It stays until {@link #committed}. */
    public @Nullable Commit committable(EpochView view) {
        Closed first = closed.peek();
        return first != null && isCommittable(first, view) ? new Commit(first.writer, first.epoch, first.rows) : null;
    }

    /** All that can be committed by now, oldest first. They stay until {@link #committed}, one by one in this order. */
    public List<Commit> committables(EpochView view) {
        List<Commit> commits = new ArrayList<>();
        for (Closed next : closed) {
            if (!isCommittable(next, view)) {
                break;
            }
            commits.add(new Commit(next.writer, next.epoch, next.rows));
        }
        return commits;
    }

    private boolean isCommittable(Closed rows, EpochView view) {
        return rows.epoch <= complete || view.isComplete(rows.generation, rows.epoch);
    }

    /** Whether nothing is held back. */
    public boolean isEmpty() {
        return closed.isEmpty() && open.isEmpty();
    }

    /** The one that {@link #committable} gave has been appended, by now or before. */
    public void committed(Commit commit) {
        Closed first = closed.remove();
        if (first.epoch != commit.epoch || first.writer != commit.writer) {
            throw new IllegalStateException("committed epoch " + commit.epoch + ", where " + first.epoch + " was due");
        }
        rows -= first.rows.size();
        bytes -= first.rows.stream().mapToLong(row -> row.length).sum();
    }

    /** Writes all that is closed and not committed; to be called right after {@link #barrier}. */
    public void snapshot(StateOutput to) {
        to.putUnsigned(closed.size());
        for (Closed each : closed) {
            to.putUnsigned(each.writer);
            to.putUnsigned(each.epoch);
            to.putUnsigned(each.rows.size());
            each.rows.forEach(row -> to.putBytes(row, 0, row.length));
        }
    }

    /** A new generation: forgets all rows. What its base held back follows by {@link #restore}. */
    public void clear() {
        closed.clear();
        open = new ArrayList<>();
        complete = 0;
        bytes = 0;
        rows = 0;
    }

    /**
     * Adds what a writer held back at the base, which is complete. Each writer's part is for one task alone: that whose index is the
     * writer's modulo the tasks there are now.
     */
    public void restore(StateInput from) {
        for (long epochs = from.getUnsigned(); epochs > 0; epochs--) {
            int of = (int) from.getUnsigned();
            long epoch = from.getUnsigned();
            List<byte[]> restored = new ArrayList<>();
            for (long left = from.getUnsigned(); left > 0; left--) {
                byte[] row = from.getBytes();
                restored.add(row);
                bytes += row.length;
                rows++;
            }
            closed.add(new Closed(of, 0, epoch, restored));
            complete = Math.max(complete, epoch);
        }
    }

    /** How many rows are held back. */
    public long rows() {
        return rows;
    }

    /** How many bytes they have. */
    public long bytes() {
        return bytes;
    }
}
