package dev.freshet.core.time;

import java.util.Arrays;

/**
 * The watermark of a task that several upstream tasks send to. Each upstream task is a channel that says, in line with its
 * rows, how far event time has come in them.
 *
 * <p>The merged watermark is the least of the channels that are neither idle nor finished, and never falls. A channel that
 * has not said anything yet holds it back. Where every channel that is not finished is idle, the least of the idle ones
 * counts, since what a channel has said stays true; and if an idle advance is declared, event time then goes on with
 * processing time from the greatest event time known, so that the last windows close: with the greatest event time at
 * 12:00:07 and all channels idle for 3 s, the watermark is 12:00:10. Rows that come later than that are late. Where all
 * channels are finished the watermark is {@link Long#MAX_VALUE}.
 *
 * <p>Declare the idle advance for the first operators behind the sources only: those behind them are told by their
 * upstream tasks, and so can't run ahead of them.
 *
 * <p>Worst delay: an upstream partition that falls silent holds the watermark back for the source's idle time-out.
 */
public final class WatermarkMerger {
    /** Before anything is known. */
    public static final long NONE = Long.MIN_VALUE;

    private final boolean idleAdvance;
    private final long[] watermarks;
    private final boolean[] reported;
    private final boolean[] idle;
    private long maxEventTimeMs = NONE;
    private long mergedMs = NONE;
    private boolean allIdle;
    private long allIdleSinceMs;

    /**
     * @param channels how many upstream tasks there are, at least 1
     * @param idleAdvance whether event time goes on with processing time while all channels are idle
     */
    public WatermarkMerger(int channels, boolean idleAdvance) {
        if (channels < 1) {
            throw new IllegalArgumentException("a watermark needs at least one channel (" + channels + ")");
        }
        this.idleAdvance = idleAdvance;
        this.watermarks = new long[channels];
        this.reported = new boolean[channels];
        this.idle = new boolean[channels];
        Arrays.fill(watermarks, NONE);
    }

    /**
     * Takes what a channel says of itself. A watermark lower than the channel's last is ignored.
     *
     * @param channel from 0
     * @param watermarkMs no more rows before it will come by this channel, epoch ms; {@link Long#MAX_VALUE} at its end
     * @param maxEventTimeMs the greatest event time that the channel knows, epoch ms, or {@link #NONE}
     * @param isIdle whether the channel has nothing to send for now
     * @return whether the merged watermark has risen
     */
    public boolean report(int channel, long watermarkMs, long maxEventTimeMs, boolean isIdle, long nowMs) {
        reported[channel] = true;
        idle[channel] = isIdle;
        watermarks[channel] = Math.max(watermarks[channel], watermarkMs);
        this.maxEventTimeMs = Math.max(this.maxEventTimeMs, maxEventTimeMs);
        return merge(nowMs);
    }

    /** Tells the time; returns whether the merged watermark has risen. */
    public boolean tick(long nowMs) {
        return allIdle && idleAdvance && merge(nowMs);
    }

    /** The merged watermark, epoch ms; {@link #NONE} while nothing is known, {@link Long#MAX_VALUE} at the end. */
    public long watermarkMs() {
        return mergedMs;
    }

    /** Whether no channel that is not finished has anything to send for now: to be passed on. */
    public boolean idle() {
        return allIdle;
    }

    /** Whether every channel has ended. */
    public boolean finished() {
        return mergedMs == Long.MAX_VALUE;
    }

    /** The greatest event time that any channel knows, epoch ms, or {@link #NONE}: to be passed on. */
    public long maxEventTimeMs() {
        return maxEventTimeMs;
    }

    private boolean merge(long nowMs) {
        long active = Long.MAX_VALUE;
        long idleLeast = Long.MAX_VALUE;
        boolean anyActive = false;
        boolean anyIdle = false;
        for (int i = 0; i < watermarks.length; i++) {
            if (!reported[i]) {
                allIdle = false;
                return false;
            }
            if (watermarks[i] == Long.MAX_VALUE) {
                continue;
            }
            if (idle[i]) {
                anyIdle = true;
                idleLeast = Math.min(idleLeast, watermarks[i]);
            } else {
                anyActive = true;
                active = Math.min(active, watermarks[i]);
            }
        }
        noteIdle(anyIdle && !anyActive, nowMs);
        long candidate = anyActive ? active : anyIdle ? Math.max(idleLeast, idleAdvanceMs(nowMs)) : Long.MAX_VALUE;
        boolean rises = candidate > mergedMs;
        mergedMs = Math.max(mergedMs, candidate);
        return rises;
    }

    private void noteIdle(boolean nowAllIdle, long nowMs) {
        if (nowAllIdle && !allIdle) {
            allIdleSinceMs = nowMs;
        }
        allIdle = nowAllIdle;
    }

    private long idleAdvanceMs(long nowMs) {
        if (!idleAdvance || maxEventTimeMs == NONE) {
            return NONE;
        }
        long silentMs = Math.max(0, nowMs - allIdleSinceMs);
        // One less than the end of input, which is for sources alone to declare.
        return maxEventTimeMs > Long.MAX_VALUE - 1 - silentMs ? Long.MAX_VALUE - 1 : maxEventTimeMs + silentMs;
    }
}
