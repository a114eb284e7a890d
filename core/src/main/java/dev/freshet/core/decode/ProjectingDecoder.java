package dev.freshet.core.decode;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.decode.scan.CellWriter;
import dev.freshet.core.decode.scan.Cells;
import dev.freshet.core.decode.scan.Fault;
import dev.freshet.core.decode.scan.Outcome;
import dev.freshet.core.decode.scan.RecordScanner;
import dev.freshet.core.decode.time.TimestampReader;
import dev.freshet.core.expr.time.TimestampText;
import dev.freshet.core.time.PartitionClock;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decodes records of any format: a scanner finds the wanted fields as ranges of bytes, the time is read and observed, and
 * what remains is converted straight into columns. With a predicate it goes in three steps: all records are scanned and the
 * predicate's columns converted; the predicate is evaluated over these; the other columns are converted for the rows that
 * are left.
 */
final class ProjectingDecoder implements Decoder {
    private final RecordScanner scanner;
    private final int timeSlot;
    private final int width;
    private final int maxRecordBytes;
    private final @Nullable Pushdown pushdown;

    private final Cells cells;
    private final Fault fault = new Fault();
    private final CellWriter writer;
    private final BatchBuilder builder;
    private final @Nullable BatchBuilder candidates;
    private final boolean[] isSource;
    private IntFunction<String> names = partition -> "";
    private byte[] name = {};
    private int[] candidateRecords = new int[64];
    private boolean[] candidateCutOff = new boolean[64];
    private boolean lending;
    private long headers;
    private long filtered;
    private long truncated;

    /**
     * @param pushdown null where all rows are kept that the scanner does not filter
     */
    ProjectingDecoder(DecoderSpec spec, Slots slots, RecordScanner scanner, @Nullable Pushdown pushdown) {
        this.scanner = scanner;
        this.timeSlot = slots.timeSlot;
        this.width = spec.projection().length;
        this.maxRecordBytes = spec.maxRecordBytes();
        this.pushdown = pushdown;
        this.isSource = new boolean[slots.size()];
        for (int slot = 0; slot < isSource.length; slot++) {
            isSource[slot] = slots.specs[slot].isSource();
        }
        this.cells = new Cells(slots.size());
        this.writer = new CellWriter(slots.fields, slots.times, scanner, fault);
        this.builder = new BatchBuilder(spec.projectedSchema());
        this.candidates = pushdown == null ? null : new BatchBuilder(pushdown.schema());
    }

    @Override
    public Batch decode(RecordChunk chunk, String source, int partition, PartitionClock clock, Rejections rejections) {
        Origin origin = chunk.count() == 0
                ? new Origin(source, partition, -1, -1)
                : new Origin(source, partition, chunk.offset(0), chunk.offset(chunk.count() - 1));
        name = names.apply(partition).getBytes(StandardCharsets.UTF_8);
        cells.reset();
        if (lending) {
            builder.clear();
        }
        for (int record = 0; record < chunk.count(); record++) {
            decodeRecord(chunk, record, partition, clock, rejections);
        }
        if (pushdown != null && candidates != null) {
            convertSurvivors(chunk, candidates.lend(origin), pushdown, rejections);
            candidates.clear();
        }
        return lending ? builder.lend(origin) : builder.build(origin);
    }

    @Override
    public void lendBatches() {
        lending = true;
    }

    @Override
    public void header(int partition, byte[] record) {
        scanner.header(partition, record, 0, record.length);
    }

    @Override
    public void names(IntFunction<String> byPartition) {
        names = byPartition;
    }

    @Override
    public long headers() {
        return headers;
    }

    @Override
    public long filtered() {
        return filtered;
    }

    @Override
    public long truncated() {
        return truncated;
    }

    private void decodeRecord(
            RecordChunk chunk, int record, int partition, PartitionClock clock, Rejections rejections) {
        byte[] data = chunk.data();
        int from = chunk.start(record);
        int to = chunk.end(record);
        long offset = chunk.offset(record);
        if (to - from > maxRecordBytes) {
            rejections.reject(
                    record,
                    Reason.TOO_LARGE,
                    "the record has " + (to - from) + " bytes where " + maxRecordBytes + " are allowed");
            return;
        }
        Outcome outcome = scanner.scan(data, from, to, partition, offset, cells, fault);
        if (outcome == Outcome.SKIPPED) {
            headers++;
            return;
        }
        if (outcome == Outcome.REJECTED) {
            rejections.reject(record, fault.reason(), fault.detail());
            return;
        }
        long time = writer.eventTime(cells, timeSlot, data);
        if (time == TimestampReader.UNREADABLE) {
            rejections.reject(record, fault.reason(), fault.detail());
            return;
        }
        if (clock.isTooFarAhead(time)) {
            rejections.reject(
                    record,
                    Reason.TIME_AHEAD,
                    "the event time is too far ahead of the clock (" + TimestampText.format(time) + ")");
            return;
        }
        long watermark = clock.observe(time);
        if (outcome == Outcome.FILTERED) {
            filtered++;
        } else if (pushdown != null && candidates != null) {
            putCandidate(data, record, time, offset, watermark, pushdown, candidates, rejections);
        } else if (putAll(data, time)) {
            builder.endRow(time, offset, watermark);
            truncated += scanner.cutOff() ? 1 : 0;
        } else {
            builder.abandonRow();
            rejections.reject(record, fault.reason(), fault.detail());
        }
    }

    private boolean putAll(byte[] data, long time) {
        for (int column = 0; column < width; column++) {
            if (column == timeSlot) {
                builder.putLong(column, time);
            } else if (!put(column, data, builder, column)) {
                return false;
            }
        }
        return true;
    }

    private boolean put(int slot, byte[] data, BatchBuilder into, int column) {
        if (isSource[slot]) {
            into.putBytes(column, name, 0, name.length);
            return true;
        }
        return writer.put(cells, slot, data, into, column);
    }

    private void putCandidate(
            byte[] data,
            int record,
            long time,
            long offset,
            long watermark,
            Pushdown predicate,
            BatchBuilder rows,
            Rejections rejections) {
        int[] columns = predicate.columns();
        for (int i = 0; i < columns.length; i++) {
            if (!put(columns[i], data, rows, i)) {
                rows.abandonRow();
                rejections.reject(record, fault.reason(), fault.detail());
                return;
            }
        }
        int row = rows.rows();
        if (row == candidateRecords.length) {
            candidateRecords = Arrays.copyOf(candidateRecords, 2 * row);
            candidateCutOff = Arrays.copyOf(candidateCutOff, 2 * row);
        }
        candidateRecords[row] = record;
        candidateCutOff[row] = scanner.cutOff();
        rows.endRow(time, offset, watermark);
        cells.keep();
    }

    private void convertSurvivors(RecordChunk chunk, Batch rows, Pushdown predicate, Rejections rejections) {
        if (rows.isEmpty()) {
            return;
        }
        int[] failed = {0};
        Batch kept = predicate.evaluator().filter(rows, (row, message) -> {
            failed[0]++;
            rejections.reject(candidateRecords[row], Reason.EXPRESSION, message);
        });
        filtered += rows.size() - kept.size() - failed[0];
        long @Nullable [] watermarks = rows.arrivalWatermarks();
        for (int i = 0; i < kept.size(); i++) {
            int row = kept.row(i);
            cells.select(row);
            if (putAll(chunk.data(), rows.eventTime(row))) {
                long watermark = watermarks == null ? PartitionClock.NOTHING_SEEN : watermarks[row];
                builder.endRow(rows.eventTime(row), rows.offset(row), watermark);
                truncated += candidateCutOff[row] ? 1 : 0;
            } else {
                builder.abandonRow();
                rejections.reject(candidateRecords[row], fault.reason(), fault.detail());
            }
        }
    }
}
