package dev.freshet.core.plan;

import dev.freshet.core.decode.FieldSpec;
import dev.freshet.core.decode.InputFormat;
import dev.freshet.core.schema.Schema;
import java.io.Serializable;
import java.util.List;

/**
 * Where events come in: what they look like, and how their time runs. Whether they stand in files, in a topic, or are
 * generated is said when the plan is run.
 *
 * @param name unique in the plan
 * @param description for people, may be empty
 * @param format what records look like
 * @param fields all fields of a record
 * @param timeField the TIMESTAMP field that is the event time
 * @param outOfOrderMs by how much an event may be older than the newest before it in its partition, milliseconds
 * @param idleMs after how long without data a partition is not waited for, milliseconds of processing time
 * @param idleAdvanceMs after how long without any data event time goes on by itself, so that the last windows close,
 *     milliseconds of processing time; 0 for never
 * @param maxAheadMs by how much an event may be ahead of processing time, milliseconds: what is further ahead is a dead letter
 *     and does not move event time; 0 for any time
 * @param maxRecordBytes larger records are dead letters
 * @param generator the name of a generator that can stand in for the input; empty for none
 */
public record InputNode(
        String name,
        String description,
        InputFormat format,
        List<FieldSpec> fields,
        String timeField,
        long outOfOrderMs,
        long idleMs,
        long idleAdvanceMs,
        long maxAheadMs,
        int maxRecordBytes,
        String generator)
        implements Serializable {
    public InputNode {
        fields = List.copyOf(fields);
        if (outOfOrderMs < 0 || idleMs < 1 || idleAdvanceMs < 0 || maxAheadMs < 0 || maxRecordBytes < 1) {
            throw new IllegalArgumentException("input '" + name
                    + "' needs a bound of disorder, an idle advance and a bound ahead of at"
                    + " least 0, an idle time and a record size of at least 1 (out of order " + outOfOrderMs
                    + " ms, idle "
                    + idleMs + " ms, idle advance " + idleAdvanceMs + " ms, ahead " + maxAheadMs + " ms, record "
                    + maxRecordBytes + " bytes)");
        }
    }

    /** The rows that the input gives. */
    public Schema schema() {
        return new Schema(fields.stream().map(FieldSpec::field).toList());
    }
}
