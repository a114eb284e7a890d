package dev.freshet.core.lookup;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.decode.FieldSpec;
import dev.freshet.core.decode.scan.CellWriter;
import dev.freshet.core.decode.scan.Cells;
import dev.freshet.core.decode.scan.Excerpt;
import dev.freshet.core.decode.scan.Fault;
import dev.freshet.core.decode.scan.Outcome;
import dev.freshet.core.decode.scan.RecordScanner;
import dev.freshet.core.decode.scan.Utf8;
import dev.freshet.core.decode.time.TimestampReader;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the values of an entry as the fields of a record without types, as those of CSV are. */
final class EntryParser {
    private final Field[] fields;
    private final Cells cells = new Cells(1);
    private final Fault fault = new Fault();
    private final CellWriter[] writers;
    private final BatchBuilder builder;

    EntryParser(List<FieldSpec> specs) {
        fields = specs.stream().map(FieldSpec::field).toArray(Field[]::new);
        writers = new CellWriter[fields.length];
        for (int i = 0; i < fields.length; i++) {
            @Nullable
            TimestampReader time = fields[i].type() == Type.TIMESTAMP
                    ? TimestampReader.of(specs.get(i).timeFormat())
                    : null;
            writers[i] = new CellWriter(new Field[] {fields[i]}, new @Nullable TimestampReader[] {time}, PLAIN, fault);
        }
        builder = new BatchBuilder(new Schema(List.of(fields)));
    }

    /**
     * Reads an entry.
     *
     * @param values the text of each field; null for what is not there
     * @return the entry as row 0 of a batch that is good until the next call; empty where a value is not of its field's type
     *     or is missing, as {@link #fault} tells then
     */
    Optional<Batch> read(byte[] @Nullable [] values) {
        builder.clear();
        for (int i = 0; i < fields.length; i++) {
            byte @Nullable [] value = values[i];
            byte[] data = value == null ? new byte[0] : value;
            int invalid = Utf8.firstInvalid(data, 0, data.length);
            if (invalid >= 0) {
                fault.set(
                        Reason.BAD_UTF8,
                        fields[i].name() + " is not UTF-8 at " + Excerpt.of(data, invalid, data.length));
                builder.abandonRow();
                return Optional.empty();
            }
            cells.set(0, value == null ? Cells.NULL : Cells.TEXT, 0, data.length);
            if (!writers[i].put(cells, 0, data, builder, i)) {
                builder.abandonRow();
                return Optional.empty();
            }
        }
        builder.endRow(0);
        return Optional.of(builder.lend(Origin.DERIVED));
    }

    Fault fault() {
        return fault;
    }

    /** Values of a table have no escapes. */
    private static final RecordScanner PLAIN = new RecordScanner() {
        @Override
        public Outcome scan(byte[] data, int from, int to, int partition, long offset, Cells cells, Fault into) {
            throw new UnsupportedOperationException("the values of a table are told apart already");
        }

        @Override
        public int unescape(byte[] data, int from, int to, byte[] into) {
            System.arraycopy(data, from, into, 0, to - from);
            return to - from;
        }
    };
}
