package dev.freshet.storm;

/**
 * A message from a task to a task that follows it, in line with the data: how far event time has come in what the sender
 * has sent, or, in a job with epochs, where an epoch ends or a generation begins.
 *
 * @param kind what it says
 * @param incarnation the sender's
 * @param generation the job's generation, in which it was sent; 0 in a job without epochs
 * @param number its number on its channel in this generation; 0 in a job without epochs
 * @param epoch of a barrier the epoch that ends there, of a restore the epoch that everybody goes back to; 0 otherwise
 * @param watermarkMs no more rows before it will come from the sender, epoch ms; {@link Long#MAX_VALUE} at the end
 * @param maxEventTimeMs the largest event time that the sender knows, epoch ms, {@link Long#MIN_VALUE} for none
 * @param idle whether the sender has nothing to send for now, and is not to be waited for
 */
public record Control(
        Kind kind,
        long incarnation,
        long generation,
        long number,
        long epoch,
        long watermarkMs,
        long maxEventTimeMs,
        boolean idle) {
    /** What a message says. */
    public enum Kind {
        /** How far event time has come. */
        TIME,
        /** Everything before it belongs to the epoch or an earlier one. */
        BARRIER,
        /** The first message of a generation. */
        RESTORE
    }

    /** How far event time has come. */
    public Control(
            long incarnation, long generation, long number, long watermarkMs, long maxEventTimeMs, boolean idle) {
        this(Kind.TIME, incarnation, generation, number, 0, watermarkMs, maxEventTimeMs, idle);
    }

    /** The end of an epoch. */
    public static Control barrier(long epoch) {
        return new Control(Kind.BARRIER, 0, 0, 0, epoch, Long.MIN_VALUE, Long.MIN_VALUE, false);
    }

    /** The beginning of a generation that goes back to an epoch, 0 for the beginning of everything. */
    public static Control restore(long base) {
        return new Control(Kind.RESTORE, 0, 0, 0, base, Long.MIN_VALUE, Long.MIN_VALUE, false);
    }

    /** The same as it goes by a channel. */
    public Control by(long sender, long ofGeneration, long numbered) {
        return new Control(kind, sender, ofGeneration, numbered, epoch, watermarkMs, maxEventTimeMs, idle);
    }

    public boolean isEnd() {
        return watermarkMs == Long.MAX_VALUE;
    }
}
