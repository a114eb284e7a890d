package dev.freshet.bench.flink.source;

import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/** What stands where Flink wants a split and there are none. */
final class NoSplit implements SourceSplit {
    private NoSplit() {}

    @Override
    public String splitId() {
        return "none";
    }

    /** Has nothing to deal out. */
    static final class None implements SplitEnumerator<NoSplit, NoSplit> {
        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtask, @Nullable String host) {}

        @Override
        public void addSplitsBack(List<NoSplit> splits, int subtask) {}

        @Override
        public void addReader(int subtask) {}

        @Override
        public NoSplit snapshotState(long checkpoint) {
            return new NoSplit();
        }

        @Override
        public void close() {}
    }

    static final class Serializer implements SimpleVersionedSerializer<NoSplit> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(NoSplit split) {
            return new byte[0];
        }

        @Override
        public NoSplit deserialize(int version, byte[] serialized) {
            return new NoSplit();
        }
    }
}
