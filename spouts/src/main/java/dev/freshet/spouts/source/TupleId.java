package dev.freshet.spouts.source;

/**
 * The message id of a tuple of a batch.
 *
 * @param sequence the batch's number
 * @param part the tuple's number within the batch
 */
record TupleId(long sequence, int part) {}
