package dev.freshet.bench.flink.source;

import dev.freshet.bench.engine.Run;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The run's events in memory. Each reader has its share from the start, so there are no splits to deal out. */
public final class FeedSource<T> implements Source<T, NoSplit, NoSplit>, ResultTypeQueryable<T> {
    private static final long serialVersionUID = 1L;

    private final long runId;
    private final BlockParser.Factory<T> parsers;
    private final TypeInformation<T> type;

    public FeedSource(long runId, BlockParser.Factory<T> parsers, TypeInformation<T> type) {
        this.runId = runId;
        this.parsers = parsers;
        this.type = type;
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return type;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<T, NoSplit> createReader(SourceReaderContext context) throws Exception {
        Run run = Run.of(runId);
        return new FeedReader<>(
                run, run.feed(context.getIndexOfSubtask(), context.currentParallelism()), parsers.open());
    }

    @Override
    public SplitEnumerator<NoSplit, NoSplit> createEnumerator(SplitEnumeratorContext<NoSplit> context) {
        return new NoSplit.None();
    }

    @Override
    public SplitEnumerator<NoSplit, NoSplit> restoreEnumerator(
            SplitEnumeratorContext<NoSplit> context, NoSplit checkpoint) {
        return new NoSplit.None();
    }

    @Override
    public SimpleVersionedSerializer<NoSplit> getSplitSerializer() {
        return new NoSplit.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<NoSplit> getEnumeratorCheckpointSerializer() {
        return new NoSplit.Serializer();
    }
}
