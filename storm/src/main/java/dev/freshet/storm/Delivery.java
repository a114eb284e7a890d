package dev.freshet.storm;

/**
 * What a data tuple is part of. A source task that replays a batch sends it with the same incarnation, sequence and part,
 * so that a task which has taken it already can tell.
 *
 * @param incarnation drawn at random by the source task when it opened: another one after a restart
 * @param generation the generation of the job, 0 until there are several
 * @param epoch the epoch that the rows belong to, 0 until there are several
 * @param sequence the batch's number within the incarnation, from 1; 0 for results, which are not replayed
 * @param part the tuple's number within the batch
 * @param ackedBelow every batch of the incarnation with a lower sequence has been acked, and will not come again
 */
public record Delivery(long incarnation, long generation, long epoch, long sequence, int part, long ackedBelow) {
    /** The delivery of results that an operator made when event time advanced. */
    public static Delivery result(long generation, long epoch) {
        return new Delivery(0, generation, epoch, 0, 0, 0);
    }

    /** Whether the tuple may come again. */
    public boolean replayable() {
        return sequence != 0;
    }
}
