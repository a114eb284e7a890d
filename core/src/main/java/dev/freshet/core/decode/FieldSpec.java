package dev.freshet.core.decode;

import dev.freshet.core.schema.Field;
import java.io.Serializable;

/**
 * A field of an input's records.
 *
 * @param field name, type and whether it may be missing
 * @param path where it stands in a record: for JSON the member names with dots between ({@code client.ip}), for CSV the
 *     column's name in the header or its number from 0, for access logs the name of the part
 * @param timeFormat how a TIMESTAMP is written; ignored for other types
 */
public record FieldSpec(Field field, String path, TimeFormat timeFormat) implements Serializable {
    /** The path of what no record says: the name of the file or topic that it is from. */
    public static final String SOURCE = "@source";

    /** Whether it is the name of what the record is from. */
    public boolean isSource() {
        return path.equals(SOURCE);
    }
}
