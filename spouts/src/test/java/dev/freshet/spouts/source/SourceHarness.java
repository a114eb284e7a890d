package dev.freshet.spouts.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.decode.DecoderSpec;
import dev.freshet.core.decode.FieldSpec;
import dev.freshet.core.decode.InputFormat;
import dev.freshet.core.decode.TimeFormat;
import dev.freshet.core.job.JobBoard;
import dev.freshet.core.operator.Counters;
import dev.freshet.storm.Control;
import dev.freshet.storm.Delivery;
import dev.freshet.storm.EdgeSender;
import dev.freshet.storm.EdgeSpec;
import dev.freshet.storm.Emitter;
import dev.freshet.storm.Tuples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.apache.storm.tuple.Values;
import org.jspecify.annotations.Nullable;

/** A source task with a clock, a reader, a board and a Storm that a test turns by hand. */
final class SourceHarness {
    /** A tuple that the task sent. */
    record Sent(String stream, Values tuple, Object id) {
        Delivery delivery() {
            return (Delivery) tuple.get(1);
        }

        Batch batch() {
            return (Batch) tuple.get(2);
        }
    }

    final FakeReader reader = new FakeReader();
    final FakeBoard board = new FakeBoard();
    final Counters counters = new Counters();
    final List<Sent> sent = new ArrayList<>();
    long nowMs = 1_000_000;
    final SourceTask task;

    SourceHarness(SourceTiming timing, SourceLimits limits, int dataPartitions) {
        FieldSpec time = new FieldSpec(TimedLines.SCHEMA.field(0), "time", TimeFormat.Epoch.MILLIS);
        DecoderSpec decoder =
                new DecoderSpec(new InputFormat.Json(), List.of(time), "time", new int[] {0}, null, 1 << 20);
        SourceSpec spec = new SourceSpec(
                "numbers",
                decoder,
                List.of(new Branch(List.of(), EdgeSpec.keyed("rows", List.of("time")))),
                timing,
                limits,
                new FakeFactory(reader),
                (component, index, source) -> board,
                null);
        ReaderContext context = new ReaderContext(
                "job", "numbers", 0, 1, decoder.format(), decoder.maxRecordBytes(), () -> nowMs, counters);
        task = new SourceTask(spec, context, new TimedLines(), new ByTime(dataPartitions), emission(), board, 42, null);
        task.open();
    }

    /** The tuples of batches, dead letters among them, that were sent and not taken from here yet. */
    List<Sent> takeRows() {
        List<Sent> rows = sent.stream()
                .filter(one -> !one.stream().equals(Tuples.CONTROL_STREAM))
                .toList();
        sent.removeAll(rows);
        return rows;
    }

    List<Sent> takeControls() {
        List<Sent> controls = sent.stream()
                .filter(one -> one.stream().equals(Tuples.CONTROL_STREAM))
                .toList();
        sent.removeAll(controls);
        return controls;
    }

    static Control control(Sent sent) {
        return (Control) sent.tuple().get(0);
    }

    void step(long afterMs) {
        nowMs += afterMs;
        task.step();
    }

    String published(String field) {
        return board.published.getOrDefault(field, "");
    }

    private Emission emission() {
        return new Emission() {
            @Override
            public void emit(String stream, Values tuple, Object messageId) {
                sent.add(new Sent(stream, tuple, messageId));
            }

            @Override
            public void emitDirect(int toTask, String stream, Values tuple, @Nullable Object messageId) {
                sent.add(new Sent(stream, tuple, Objects.requireNonNullElse(messageId, "none")));
            }
        };
    }

    private record FakeFactory(ReaderHolder reader) implements ReaderFactory {
        FakeFactory(FakeReader reader) {
            this(new ReaderHolder(reader));
        }

        @Override
        public SourceReader open(ReaderContext context) {
            return reader.reader;
        }

        @Override
        public String describe() {
            return "numbers";
        }
    }

    /** Keeps the reader out of what is serialized. */
    private static final class ReaderHolder implements java.io.Serializable {
        private static final long serialVersionUID = 1L;
        final transient FakeReader reader;

        ReaderHolder(FakeReader reader) {
            this.reader = reader;
        }
    }

    /** Cuts batches into one part for each remainder of the time. */
    private record ByTime(int partitions) implements Outlet {
        @Override
        public void send(String stream, Batch batch, EdgeSender.Parts parts, Emitter emitter) {
            for (int partition = 0; partition < partitions; partition++) {
                int[] rows = new int[batch.size()];
                int count = 0;
                for (int i = 0; i < batch.size(); i++) {
                    int row = batch.row(i);
                    if (Math.floorMod(batch.eventTime(row), partitions) == partition) {
                        rows[count++] = row;
                    }
                }
                if (count > 0) {
                    emitter.emit(stream, Tuples.data(partition, parts.next(), batch.select(rows, count)));
                }
            }
        }

        @Override
        public Collection<Integer> targets() {
            return List.of(7, 8);
        }
    }

    /** Hands out what a test has put there. */
    static final class FakeReader implements SourceReader {
        final Map<Integer, List<String>> records = new TreeMap<>();
        final Map<Integer, Integer> taken = new HashMap<>();
        final Map<Integer, Long> processed = new HashMap<>();
        final List<Integer> ended = new ArrayList<>();

        @Nullable
        SourceFailure failure;

        boolean bounded = true;
        boolean answers = true;
        boolean settled;
        private int turn;

        void put(int partition, String... more) {
            records.computeIfAbsent(partition, unused -> new ArrayList<>()).addAll(List.of(more));
        }

        @Override
        public List<Integer> partitions() {
            return List.copyOf(records.keySet());
        }

        @Override
        public boolean bounded() {
            return bounded;
        }

        @Override
        public boolean answers() {
            return answers;
        }

        @Override
        public boolean poll(IntPredicate open, int maxRecords, int maxBytes, Intake into) {
            if (failure != null) {
                throw failure;
            }
            List<Integer> all = partitions();
            for (int i = 0; i < all.size(); i++) {
                int partition = all.get((turn + i) % all.size());
                if (left(partition) > 0 && open.test(partition)) {
                    turn += i + 1;
                    take(partition, Math.min(maxRecords, left(partition)), into);
                    return true;
                }
            }
            return false;
        }

        private void take(int partition, int count, Intake into) {
            int from = taken.getOrDefault(partition, 0);
            into.begin(partition, from);
            for (int i = from; i < from + count; i++) {
                byte[] bytes = records.getOrDefault(partition, List.of()).get(i).getBytes(UTF_8);
                into.records().add(bytes, 0, bytes.length, i);
            }
            taken.put(partition, from + count);
            into.end(from + count);
        }

        int left(int partition) {
            return records.getOrDefault(partition, List.of()).size() - taken.getOrDefault(partition, 0);
        }

        @Override
        public boolean finished(int partition) {
            return ended.contains(partition) && left(partition) == 0;
        }

        @Override
        public void processed(int partition, long offset) {
            Long before = processed.put(partition, offset);
            if (before != null && before > offset) {
                throw new IllegalStateException("processed fell from " + before + " to " + offset);
            }
        }

        @Override
        public void settle() {
            settled = true;
        }

        @Override
        public void seek(int partition, long offset) {
            taken.put(partition, (int) offset);
        }

        @Override
        public long position(int partition) {
            return taken.getOrDefault(partition, 0);
        }

        @Override
        public void close() {}
    }

    /** Remembers what was published. */
    static final class FakeBoard implements JobBoard {
        Map<String, String> published = Map.of();
        long othersMs = Long.MAX_VALUE;
        boolean drain;

        @Override
        public void publish(Map<String, String> fields) {
            published = Map.copyOf(fields);
        }

        @Override
        public boolean flush(Duration atMost) {
            return true;
        }

        @Override
        public void progress(long watermarkMs) {}

        @Override
        public long othersWatermarkMs() {
            return othersMs;
        }

        @Override
        public boolean drainRequested() {
            return drain;
        }

        @Override
        public void close() {}
    }
}
