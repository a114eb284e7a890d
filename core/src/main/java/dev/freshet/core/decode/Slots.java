package dev.freshet.core.decode;

import dev.freshet.core.decode.time.TimestampReader;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fields that have to be found in a record: first those of the projection, in its order, then the time field if the
 * projection does not have it.
 */
final class Slots {
    final FieldSpec[] specs;
    final Field[] fields;
    final @Nullable TimestampReader[] times;
    final int timeSlot;

    /** Fails if the projection or the time field is not right. */
    Slots(DecoderSpec spec) {
        int time = spec.schema().requireIndex(spec.timeField());
        if (spec.fields().get(time).field().type() != Type.TIMESTAMP) {
            throw new IllegalArgumentException("the time field '" + spec.timeField() + "' must be a TIMESTAMP (type "
                    + spec.fields().get(time).field().type() + ")");
        }
        int[] projection = spec.projection();
        int inProjection = Arrays.binarySearch(projection, time);
        int[] wanted = projection;
        if (inProjection < 0) {
            wanted = Arrays.copyOf(projection, projection.length + 1);
            wanted[projection.length] = time;
        }
        timeSlot = inProjection < 0 ? projection.length : inProjection;
        specs = new FieldSpec[wanted.length];
        fields = new Field[wanted.length];
        times = new TimestampReader[wanted.length];
        for (int slot = 0; slot < wanted.length; slot++) {
            FieldSpec field = spec.fields().get(wanted[slot]);
            specs[slot] = field;
            fields[slot] = field.field();
            if (field.field().type() == Type.VARBINARY) {
                throw new IllegalArgumentException("no record has VARBINARY fields ('" + fields[slot].name() + "')");
            }
            if (field.field().type() == Type.TIMESTAMP) {
                times[slot] = TimestampReader.of(field.timeFormat());
            }
        }
    }

    int size() {
        return specs.length;
    }

    String[] paths() {
        return Arrays.stream(specs).map(FieldSpec::path).toArray(String[]::new);
    }
}
