package dev.freshet.core.decode;

import dev.freshet.core.dead.Reason;

/** Told of each record that gives no row. */
@FunctionalInterface
public interface Rejections {
    /**
     * @param record the record's index in the chunk
     * @param detail what is wrong, with the field's name and what stands there
     */
    void reject(int record, Reason reason, String detail);
}
