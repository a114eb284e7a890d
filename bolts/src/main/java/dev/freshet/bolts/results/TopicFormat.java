package dev.freshet.bolts.results;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.freshet.bolts.kafka.TopicRow;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.WindowColumns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How rows of a result stand in a topic: a JSON object with the columns of an export, and the kind and the revision of what has a window.
 * Moments are ISO-8601 in UTC; a double that is no number is a text; raw bytes are Base64. The record's key is that of Redis; none
 * where the result has no key columns. A window that is still open is left out.
 */
final class TopicFormat {
    private static final JsonFactory JSON = JsonFactory.builder().build();
    /** The event time of a log's row. */
    private static final SerializedString TIME = new SerializedString("time");

    private final IsoMoments moments = new IsoMoments();
    private final SerializedString[] names;
    private final int[] keys;
    private final boolean timed;
    /** The column that says whether a window is open; -1 for none. */
    private final int kind;

    TopicFormat(ResultSpec result) {
        this.names = result.schema().names().stream().map(SerializedString::new).toArray(SerializedString[]::new);
        this.keys = result.keyColumns().stream()
                .mapToInt(result.schema()::requireIndex)
                .toArray();
        boolean isLog = result.kind() == ResultKind.LOG;
        this.timed = isLog && keys.length == 0 && result.schema().indexOf(TIME.getValue()) < 0;
        this.kind = isLog ? -1 : result.schema().requireIndex(WindowColumns.KIND);
    }

    /** Makes the records of a batch, in its order; returns how many they are. */
    int forEach(Batch batch, Consumer<TopicRow> to) {
        int made = 0;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.setRootValueSeparator(null);
            for (int i = 0; i < batch.size(); i++) {
                int row = batch.row(i);
                if (isShown(batch, row)) {
                    write(batch, row, json);
                    json.flush();
                    to.accept(new TopicRow(key(batch, row), bytes.toByteArray()));
                    bytes.reset();
                    made++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return made;
    }

    private boolean isShown(Batch batch, int row) {
        return kind < 0 || !WindowColumns.EARLY.equals(CellText.text(batch.column(kind), row));
    }

    private byte @Nullable [] key(Batch batch, int row) {
        return keys.length == 0 ? null : CellText.key(batch, keys, row).getBytes(StandardCharsets.UTF_8);
    }

    private void write(Batch batch, int row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (timed) {
            json.writeFieldName(TIME);
            json.writeString(moments.text(batch.eventTime(row)));
        }
        for (int c = 0; c < names.length; c++) {
            json.writeFieldName(names[c]);
            Column column = batch.column(c);
            if (column.isNull(row)) {
                json.writeNull();
            } else {
                write(column, row, json);
            }
        }
        json.writeEndObject();
    }

    private void write(Column column, int row, JsonGenerator json) throws IOException {
        if (column instanceof LongColumn values) {
            if (values.type() == Type.TIMESTAMP) {
                json.writeString(moments.text(values.get(row)));
            } else {
                json.writeNumber(values.get(row));
            }
        } else if (column instanceof DoubleColumn values) {
            json.writeNumber(values.get(row));
        } else if (column instanceof BooleanColumn values) {
            json.writeBoolean(values.get(row));
        } else {
            json.writeString(CellText.text(column, row));
        }
    }
}
