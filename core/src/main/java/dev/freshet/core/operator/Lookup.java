package dev.freshet.core.operator;

import dev.freshet.core.batch.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has to know of a table that is kept elsewhere before it can take a batch. The host asks {@link #miss}, gets
 * the entries, gives them by {@link #answer} or {@link #refuse}, and then lets the operator process that batch:
 *
 * <pre>{@code
 * int missing = lookup.miss(batch, nowMs);
 * for (int i = 0; i < missing; i++) {
 *     lookup.answer(i, table.get(lookup.key(i)));
 * }
 * operator.process(0, batch, out);
 * }</pre>
 */
public interface Lookup {
    /** The parts of an entry that are wanted, by name; none where an entry is one value. */
    List<String> parts();

    /**
     * Finds the distinct keys of the batch whose entries are not known, or were learned too long ago. Asked again for the same
     * batch, it begins anew.
     *
     * @param nowMs processing time, epoch milliseconds
     * @return how many there are
     */
    int miss(Batch batch, long nowMs);

    /** The key of an entry that is missing. */
    byte[] key(int index);

    /**
     * Tells an entry.
     *
     * @param index which of the missing ones
     * @param values a value for each of {@link #parts}, or the one value; null for what is not there
     */
    void answer(int index, byte[] @Nullable [] values);

    /** Tells that the entry is there and cannot be used. */
    void refuse(int index, String why);
}
