package dev.freshet.bench.flink.stream;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.flink.sink.ResultsOut;
import dev.freshet.bench.flink.source.BlockParser;
import dev.freshet.bench.flink.source.FeedSource;
import dev.freshet.bench.flink.source.KafkaInput;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobParameters;
import dev.freshet.bench.sink.ResultSink;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/** A job by hand. */
public final class StreamJob {
    private static final TypeInformation<ResultRow> ROW = TypeInformation.of(ResultRow.class);

    private final StreamExecutionEnvironment environment;
    private final Run run;
    private final RunSpec spec;
    private final JobParameters parameters;
    private final boolean freshetDecoder;
    private final Fields fields;

    /**
     * @param freshetDecoder whether Freshet's decoder reads the events, not Jackson
     */
    public StreamJob(StreamExecutionEnvironment environment, Run run, boolean freshetDecoder) {
        this.environment = environment;
        this.run = run;
        this.spec = run.spec();
        this.parameters = spec.parameters();
        this.freshetDecoder = freshetDecoder;
        this.fields = Fields.of(spec.job());
    }

    /** Runs it to its end. */
    public void execute() throws Exception {
        if (spec.job() == JobName.JOIN) {
            pairs(events()).sinkTo(new ResultsOut<>(run.id(), StreamJob::write));
        } else {
            rows(events());
        }
        environment.execute(spec.job().id());
    }

    private void rows(DataStream<Event> events) {
        DataStream<ResultRow> results = switch (spec.job()) {
            case VIEWS -> counted(events);
            case HOP ->
                byPage(events)
                        .process(new Hopping(parameters.windowMs(), parameters.slideMs()))
                        .returns(ROW);
            case TOPK ->
                counted(events)
                        .transform("places of a task", ROW, new Ranking())
                        .global()
                        .transform("places", ROW, new Ranking())
                        .setParallelism(1);
            case RULES ->
                events.transform("rules of a task", ROW, new RuleEvents(parameters.windowMs()))
                        .global()
                        .transform("rules", ROW, new RuleTotals())
                        .setParallelism(1);
            case YSB -> counted(events.map(new ToCampaign(spec.redis())).returns(fields.type()));
            case JOIN ->
                throw new IllegalArgumentException("the job " + spec.job().id() + " needs joins");
        };
        results.sinkTo(new ResultsOut<>(run.id(), new RowsOut(spec.job()))).setParallelism(results.getParallelism());
    }

    private DataStream<Pair> pairs(DataStream<Event> events) {
        Duration within = Duration.ofMillis(parameters.withinMs());
        return byUser(events.filter(event -> !event.purchase))
                .intervalJoin(byUser(events.filter(event -> event.purchase)))
                .between(within.negated(), within)
                .process(new Pairing(), TypeInformation.of(Pair.class));
    }

    private static void write(Pair pair, ResultSink sink) {
        byte[] user = ByteBuffer.allocate(Long.BYTES).putLong(pair.user).array();
        sink.pair(pair.viewMs, user, pair.boughtMs, pair.value, pair.paid);
    }

    private static KeyedStream<Event, Long> byUser(DataStream<Event> events) {
        return events.keyBy(event -> event.user, Types.LONG);
    }

    private DataStream<ResultRow> counted(DataStream<Event> events) {
        Duration size = Duration.ofMillis(parameters.windowMs());
        Duration slide = Duration.ofMillis(parameters.slideMs());
        WindowAssigner<Object, TimeWindow> windows =
                size.equals(slide) ? TumblingEventTimeWindows.of(size) : SlidingEventTimeWindows.of(size, slide);
        return byPage(events)
                .window(windows)
                .aggregate(new PageWindows.CountAndSum(), new PageWindows.Rows(), ROW, ROW, ROW);
    }

    private static KeyedStream<Event, Long> byPage(DataStream<Event> events) {
        return events.keyBy(event -> event.page, Types.LONG);
    }

    private DataStream<Event> events() {
        long disorderMs = parameters.disorderMs();
        Fields needed = fields;
        WatermarkStrategy<Event> watermarks = WatermarkStrategy.<Event>forBoundedOutOfOrderness(
                        Duration.ofMillis(disorderMs))
                .withTimestampAssigner((event, recordMs) -> event.timeMs);
        if (spec.source() == SourceKind.MEMORY) {
            BlockParser.Factory<Event> parsers =
                    freshetDecoder ? () -> new FreshetEvents(needed, disorderMs) : () -> new JacksonEvents(needed);
            return environment.fromSource(
                    new FeedSource<>(run.id(), parsers, fields.type()), watermarks, "events", fields.type());
        }
        if (!freshetDecoder) {
            return environment.fromSource(
                    KafkaInput.of(spec, run.id(), new JacksonSchema(fields)), watermarks, "events", fields.type());
        }
        return environment
                .fromSource(
                        KafkaInput.of(spec, run.id(), new RawSchema()),
                        WatermarkStrategy.noWatermarks(),
                        "records",
                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
                .transform("events", fields.type(), new FreshetDecoding(fields, disorderMs))
                .assignTimestampsAndWatermarks(watermarks);
    }
}
