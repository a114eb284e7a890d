package dev.freshet.bench.flink.sql;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.flink.source.FeedSource;
import dev.freshet.bench.flink.source.KafkaInput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.format.ProjectableDecodingFormat;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsWatermarkPushDown;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.jspecify.annotations.Nullable;

/** The events as a table. As Flink's own Kafka table, it reads only the columns in use and watermarks at the source. */
final class FeedTable implements ScanTableSource, SupportsProjectionPushDown, SupportsWatermarkPushDown {
    private final long runId;
    private final DecodingFormat<DeserializationSchema<RowData>> format;
    private final DataType all;
    private DataType produced;
    private int @Nullable [][] projection;
    private WatermarkStrategy<RowData> watermarks = WatermarkStrategy.noWatermarks();

    FeedTable(long runId, DecodingFormat<DeserializationSchema<RowData>> format, DataType all) {
        this.runId = runId;
        this.format = format;
        this.all = all;
        this.produced = all;
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return format.getChangelogMode();
    }

    @Override
    public boolean supportsNestedProjection() {
        return false;
    }

    @Override
    public void applyProjection(int[][] fields, DataType type) {
        projection = fields;
        produced = type;
    }

    @Override
    public void applyWatermark(WatermarkStrategy<RowData> strategy) {
        watermarks = strategy;
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        Source<RowData, ?, ?> source = source(schema(context));
        WatermarkStrategy<RowData> strategy = watermarks;
        return new DataStreamScanProvider() {
            @Override
            public DataStream<RowData> produceDataStream(
                    ProviderContext providers, StreamExecutionEnvironment environment) {
                return environment.fromSource(source, strategy, "events");
            }

            @Override
            public boolean isBounded() {
                return true;
            }
        };
    }

    @Override
    public DynamicTableSource copy() {
        FeedTable copy = new FeedTable(runId, format, all);
        copy.produced = produced;
        copy.projection = projection;
        copy.watermarks = watermarks;
        return copy;
    }

    @Override
    public String asSummaryString() {
        return "the run's events";
    }

    private DeserializationSchema<RowData> schema(ScanContext context) {
        int[][] fields = projection;
        return fields != null && format instanceof ProjectableDecodingFormat<DeserializationSchema<RowData>> projectable
                ? projectable.createRuntimeDecoder(context, all, fields)
                : format.createRuntimeDecoder(context, produced);
    }

    private Source<RowData, ?, ?> source(DeserializationSchema<RowData> schema) {
        Run run = Run.of(runId);
        return run.spec().source() == SourceKind.KAFKA
                ? KafkaInput.of(run.spec(), runId, schema)
                : new FeedSource<>(runId, new RecordParsers<>(schema), schema.getProducedType());
    }
}
