package dev.freshet.core.decode;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.time.PartitionClock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decodes records in tests and lists what came of them: rows as lists of values, and rejections. */
final class Decoding {
    final Decoder decoder;
    final PartitionClock clock = new PartitionClock(0);
    final List<List<@Nullable Object>> rows = new ArrayList<>();
    final List<Long> eventTimes = new ArrayList<>();
    final List<Long> watermarks = new ArrayList<>();
    final List<Long> offsets = new ArrayList<>();
    /** Reason and detail by the offset of the record. */
    final Map<Long, String> rejected = new TreeMap<>();

    private final RecordChunk chunk = new RecordChunk();
    private long offset;

    Decoding(DecoderSpec spec) {
        this(spec, 0);
    }

    Decoding(DecoderSpec spec, long firstOffset) {
        this(Decoders.create(spec, Decoding::noEvaluator), firstOffset);
    }

    Decoding(Decoder decoder, long firstOffset) {
        this.decoder = decoder;
        this.offset = firstOffset;
    }

    static DecoderSpec spec(InputFormat format, List<FieldSpec> fields, String time) {
        int[] all = new int[fields.size()];
        Arrays.setAll(all, i -> i);
        return new DecoderSpec(format, fields, time, all, null, DecoderSpec.DEFAULT_MAX_RECORD_BYTES);
    }

    static DecoderSpec project(DecoderSpec spec, String... names) {
        int[] projection = Arrays.stream(names)
                .mapToInt(spec.schema()::requireIndex)
                .sorted()
                .toArray();
        return new DecoderSpec(
                spec.format(), spec.fields(), spec.timeField(), projection, spec.predicate(), spec.maxRecordBytes());
    }

    static Evaluator noEvaluator(Expr expr) {
        throw new AssertionError("no predicate was to be evaluated: " + expr);
    }

    Decoding decode(String... records) {
        return decode(Arrays.stream(records)
                .map(record -> record.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    Decoding decode(List<byte[]> records) {
        chunk.clear();
        for (byte[] record : records) {
            chunk.add(record, 0, record.length, offset++);
        }
        Batch batch = decoder.decode(
                chunk,
                "source",
                3,
                clock,
                (record, reason, detail) -> rejected.put(chunk.offset(record), reason + ": " + detail));
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            List<@Nullable Object> values = new ArrayList<>();
            for (int column = 0; column < batch.schema().size(); column++) {
                values.add(batch.column(column).value(row));
            }
            rows.add(Collections.unmodifiableList(values));
            eventTimes.add(batch.eventTime(row));
            offsets.add(batch.offset(row));
            long @Nullable [] arrivals = batch.arrivalWatermarks();
            watermarks.add(arrivals == null ? PartitionClock.NOTHING_SEEN : arrivals[row]);
        }
        return this;
    }

    /** The only row. */
    List<@Nullable Object> row() {
        if (rows.size() != 1) {
            throw new AssertionError("one row expected, not " + rows + "; rejected: " + rejected);
        }
        return rows.get(0);
    }
}
