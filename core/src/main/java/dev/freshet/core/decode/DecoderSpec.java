package dev.freshet.core.decode;

import dev.freshet.core.expr.Expr;
import dev.freshet.core.schema.Schema;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to decode one input: as data, made at submission.
 *
 * @param format what records look like
 * @param fields all fields of the input, in the order of its schema
 * @param timeField the name of the TIMESTAMP field that is the event time
 * @param projection the positions in {@code fields} of those that the plan needs, ascending: the decoded batch's columns
 * @param predicate over the projected schema, pushed down: rows for which it is not TRUE are dropped, and what it does not
 *     need of their records need not be decoded; null to keep all
 * @param maxRecordBytes records that are larger are rejected
 */
public record DecoderSpec(
        InputFormat format,
        List<FieldSpec> fields,
        String timeField,
        int[] projection,
        @Nullable Expr predicate,
        int maxRecordBytes)
        implements Serializable {
    /** What a record may have in bytes where nothing else is said. */
    public static final int DEFAULT_MAX_RECORD_BYTES = 1 << 20;

    public DecoderSpec {
        fields = List.copyOf(fields);
        projection = projection.clone();
    }

    /** The schema of all fields. */
    public Schema schema() {
        return new Schema(fields.stream().map(FieldSpec::field).toList());
    }

    /** The schema of the decoded batches. */
    public Schema projectedSchema() {
        return schema().select(projection);
    }
}
