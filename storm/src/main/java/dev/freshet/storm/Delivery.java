package dev.freshet.storm;

/**
 * What a data tuple is part of. A source task that replays a batch sends it with the same incarnation, sequence and part,
 * so that a task which has taken it already can tell.
 *
 * @param incarnation drawn at random by the source task when it opened: another one after a restart. In a job with epochs
 *     the sender's, whoever made the rows
 * @param generation the job's generation, in which it was sent; 0 in a job without epochs
 * @param number the tuple's number on its channel in this generation; 0 in a job without epochs
 * @param sequence the batch's number within the incarnation, from 1; 0 for results, which are not replayed
 * @param part the tuple's number within the batch
 * @param ackedBelow every batch of the incarnation with a lower sequence has been acked, and will not come again
 */
public record Delivery(long incarnation, long generation, long number, long sequence, int part, long ackedBelow) {
    /** The delivery of results that an operator made when event time advanced. */
    public static Delivery result() {
        return new Delivery(0, 0, 0, 0, 0, 0);
    }

    /** The same as it goes by a channel. */
    public Delivery by(long sender, long ofGeneration, long numbered) {
        return new Delivery(sender, ofGeneration, numbered, sequence, part, ackedBelow);
    }

    /** Whether the tuple may come again. */
    public boolean replayable() {
        return sequence != 0;
    }
}
