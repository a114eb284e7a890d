package dev.freshet.storm;

/**
 * A message from a task to a task that follows it, in line with the data: how far event time has come in what the sender
 * has sent.
 *
 * @param incarnation the sender's
 * @param generation the generation of the job, 0 until there are several
 * @param epoch the epoch, 0 until there are several
 * @param watermarkMs no more rows before it will come from the sender, epoch ms; {@link Long#MAX_VALUE} at the end
 * @param maxEventTimeMs the largest event time that the sender knows, epoch ms, {@link Long#MIN_VALUE} for none
 * @param idle whether the sender has nothing to send for now, and is not to be waited for
 */
public record Control(
        long incarnation, long generation, long epoch, long watermarkMs, long maxEventTimeMs, boolean idle) {
    public boolean isEnd() {
        return watermarkMs == Long.MAX_VALUE;
    }
}
