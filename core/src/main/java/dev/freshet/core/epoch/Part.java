package dev.freshet.core.epoch;

/**
 * What one task has put into the store for one epoch; durable before it is reported.
 *
 * @param blob its name in the store, or empty for a task without state
 * @param finished of a source: it has sent all that will ever come
 */
public record Part(
        TaskName task, long incarnation, long generation, long epoch, String blob, long bytes, boolean finished) {

    /** The epoch in a blob's name; {@code Long.MAX_VALUE} if it is none of those. */
    static long epoch(String blobName) {
        int end = blobName.indexOf('/');
        try {
            return end < 1 ? Long.MAX_VALUE : Long.parseLong(blobName, 0, end, 10);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** What the blob of a task is called: no two incarnations and no two epochs share a name. */
    public static String blobName(long epoch, TaskName task, long incarnation) {
        return epoch + "/" + task.component() + "/" + task.index() + "/" + incarnation;
    }
}
