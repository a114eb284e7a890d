package dev.freshet.bench.freshet;

import dev.freshet.bench.engine.Meter;
import dev.freshet.bench.engine.Run;
import dev.freshet.spouts.source.Intake;
import dev.freshet.spouts.source.ReaderContext;
import dev.freshet.spouts.source.ReaderFactory;
import dev.freshet.spouts.source.SourceReader;
import java.util.List;
import java.util.SortedMap;
import java.util.function.IntPredicate;

/** The product's own reader, whose first poll starts the run's meter. */
record StartingReader(long runId, ReaderFactory reader) implements ReaderFactory {
    @Override
    public SourceReader open(ReaderContext context) {
        return new Started(Run.of(runId).meter(), reader.open(context));
    }

    @Override
    public String describe() {
        return reader.describe();
    }

    private record Started(Meter meter, SourceReader reader) implements SourceReader {
        @Override
        public List<Integer> partitions() {
            return reader.partitions();
        }

        @Override
        public String name(int partition) {
            return reader.name(partition);
        }

        @Override
        public boolean bounded() {
            return reader.bounded();
        }

        @Override
        public boolean poll(IntPredicate open, int maxRecords, int maxBytes, Intake into) {
            meter.start();
            return reader.poll(open, maxRecords, maxBytes, into);
        }

        @Override
        public boolean finished(int partition) {
            return reader.finished(partition);
        }

        @Override
        public void processed(int partition, long offset) {
            reader.processed(partition, offset);
        }

        @Override
        public void seek(int partition, long offset) {
            reader.seek(partition, offset);
        }

        @Override
        public long position(int partition) {
            return reader.position(partition);
        }

        @Override
        public void restore(SortedMap<Integer, Long> offsets) {
            reader.restore(offsets);
        }

        @Override
        public void tick(long nowMs) {
            reader.tick(nowMs);
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
