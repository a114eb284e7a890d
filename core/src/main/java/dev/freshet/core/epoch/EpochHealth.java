package dev.freshet.core.epoch;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a job's board tells of its epochs: fields that any task may publish beside its own, as its worker last saw the record.
 *
 * @param epoch the latest complete epoch; 0 before the first
 * @param generation the job's now: it grows by one whenever all go back to an epoch
 * @param completedAtMs when it was complete, epoch ms
 * @param durationMs from its trigger until then
 * @param bytes of all its parts, before they are packed
 * @param error why the generation before failed; empty if none did
 */
public record EpochHealth(long epoch, long generation, long completedAtMs, long durationMs, long bytes, String error) {
    /** What all fields' names begin with. */
    public static final String PREFIX = "epoch_";

    private static final String NUMBER = PREFIX + "number";
    private static final String GENERATION = PREFIX + "generation";
    private static final String COMPLETED = PREFIX + "completed_ms";
    private static final String DURATION = PREFIX + "duration_ms";
    private static final String BYTES = PREFIX + "bytes";
    private static final String ERROR = PREFIX + "error";

    /** What a record says. */
    public static EpochHealth of(EpochRecord record) {
        CompletedEpoch last = record.completed().isEmpty()
                ? null
                : record.completed().get(record.completed().size() - 1);
        return last == null
                ? new EpochHealth(0, record.generation(), 0, 0, 0, record.lastError())
                : new EpochHealth(
                        last.epoch(),
                        record.generation(),
                        last.completedAtMs(),
                        Math.max(0, last.completedAtMs() - last.triggeredAtMs()),
                        last.bytes(),
                        record.lastError());
    }

    /** The fields by name, to be published. */
    public Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        fields.put(NUMBER, Long.toString(epoch));
        fields.put(GENERATION, Long.toString(generation));
        fields.put(COMPLETED, Long.toString(completedAtMs));
        fields.put(DURATION, Long.toString(durationMs));
        fields.put(BYTES, Long.toString(bytes));
        fields.put(ERROR, error);
        return fields;
    }

    /** The newest of what tasks have published; empty where none did. */
    public static Optional<EpochHealth> newest(Collection<Map<String, String>> tasks) {
        return tasks.stream()
                .filter(fields -> fields.containsKey(NUMBER))
                .map(EpochHealth::parse)
                .max(Comparator.comparingLong(EpochHealth::generation).thenComparingLong(EpochHealth::epoch));
    }

    private static EpochHealth parse(Map<String, String> fields) {
        return new EpochHealth(
                number(fields.get(NUMBER)),
                number(fields.get(GENERATION)),
                number(fields.get(COMPLETED)),
                number(fields.get(DURATION)),
                number(fields.get(BYTES)),
                fields.getOrDefault(ERROR, ""));
    }

    private static long number(@Nullable String text) {
        try {
            return text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
