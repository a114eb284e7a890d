package dev.freshet.bench.flink.stream;

import dev.freshet.bench.flink.source.BlockParser;
import dev.freshet.bench.job.Block;
import dev.freshet.bench.plain.PlainDecoder;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.decode.Decoder;
import dev.freshet.core.decode.RecordChunk;
import dev.freshet.core.time.PartitionClock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what a job needs with Freshet's decoder, many records at a time. */
final class FreshetEvents implements BlockParser<Event> {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Fields fields;
    private final Decoder decoder;
    private final RecordChunk chunk = new RecordChunk();
    private final PartitionClock clock;
    private final AsciiText[] texts = {new AsciiText(), new AsciiText(), new AsciiText(), new AsciiText()};
    private final Event event = new Event();

    FreshetEvents(Fields fields, long disorderMs) {
        this.fields = fields;
        this.clock = new PartitionClock(disorderMs);
        this.decoder = fields.onlyViews() ? PlainDecoder.views() : PlainDecoder.of(names(fields));
        if (fields.texts()) {
            System.arraycopy(texts, 0, event.texts, 0, texts.length);
        }
    }

    @Override
    public void parse(Block records, Consumer<Event> into) {
        for (int i = 0; i < records.count(); i++) {
            add(records.data(), records.from(i), records.to(i));
        }
        decode(into);
    }

    /** Keeps a record for the next {@link #decode}; returns how many there are now. */
    int add(byte[] data, int from, int to) {
        chunk.add(data, from, to, chunk.count());
        return chunk.count();
    }

    /** Decodes all records that were added. */
    void decode(Consumer<Event> into) {
        Batch batch = decoder.decode(chunk, "events", 0, clock, (record, reason, detail) -> {
            throw new IllegalStateException(detail);
        });
        chunk.clear();
        BytesColumn pages = fields.page() ? batch.bytes(batch.schema().requireIndex("page")) : null;
        BytesColumn users = fields.user() ? batch.bytes(batch.schema().requireIndex("user")) : null;
        BytesColumn types = fields.paired() ? batch.bytes(batch.schema().requireIndex("type")) : null;
        DoubleColumn values = fields.value() ? batch.doubles(batch.schema().requireIndex("value")) : null;
        if (fields.texts()) {
            for (int i = 0; i < texts.length; i++) {
                texts[i].column = batch.bytes(batch.schema().requireIndex(Fields.TEXTS.get(i)));
            }
        }
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (types == null || isPaired(types.data()[types.start(row)])) {
                emit(batch, row, pages, users, values, into);
            }
        }
    }

    private boolean isPaired(byte typeBegins) {
        event.purchase = typeBegins == 'p';
        return typeBegins != 'c';
    }

    private void emit(
            Batch batch,
            int row,
            @Nullable BytesColumn pages,
            @Nullable BytesColumn users,
            @Nullable DoubleColumn values,
            Consumer<Event> into) {
        event.timeMs = batch.eventTime(row);
        if (pages != null) {
            event.page = (long) EIGHT.get(pages.data(), pages.start(row));
        }
        if (users != null) {
            event.user = (long) EIGHT.get(users.data(), users.start(row));
        }
        if (values != null) {
            event.value = values.get(row);
        }
        if (fields.texts()) {
            for (AsciiText text : texts) {
                text.at(row);
            }
        }
        into.accept(event);
    }

    private static String[] names(Fields fields) {
        List<String> names = new ArrayList<>();
        if (fields.texts()) {
            names.addAll(List.of("user", "session", "page", "value", "agent"));
        } else if (fields.paired()) {
            names.addAll(List.of("user", "type", "value"));
        } else {
            names.addAll(fields.user() ? List.of("user", "page") : List.of("page"));
            if (fields.value()) {
                names.add("value");
            }
        }
        return names.toArray(String[]::new);
    }
}
