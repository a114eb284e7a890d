package dev.freshet.core.window;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.operator.Output;
import dev.freshet.core.time.Clamped;

/**
 * Leaves out the rows that are older than the watermark of their own partition, as it stood before the row, and those whose
 * windows would end beyond 64-bit milliseconds. They go to the dead letters.
 *
 * @param reachMs how far behind a row its window ends
 */
public record OnTime(long reachMs) {
    public Batch of(Batch batch, Output out) {
        int[] kept = new int[batch.size()];
        int count = 0;
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (isUsable(batch, row, out)) {
                kept[count++] = row;
            }
        }
        return count == batch.size() ? batch : batch.select(kept, count);
    }

    private boolean isUsable(Batch batch, int row, Output out) {
        long time = batch.eventTime(row);
        if (time == Long.MIN_VALUE || Clamped.add(time, reachMs) == Long.MAX_VALUE) {
            out.dead(batch, row, Reason.BAD_TIME, "event time " + time + " has a window beyond 64-bit milliseconds");
            return false;
        }
        long[] watermarks = batch.arrivalWatermarks();
        if (watermarks != null && time < watermarks[row]) {
            long lateMs = Clamped.subtract(watermarks[row], time);
            out.dead(batch, row, Reason.LATE, "late by " + LateText.duration(lateMs));
            return false;
        }
        return true;
    }
}
