package dev.freshet.topologies.deploy;

import dev.freshet.bolts.HostSpec;
import dev.freshet.bolts.InputSpec;
import dev.freshet.bolts.OperatorBolt;
import dev.freshet.bolts.StateStore;
import dev.freshet.bolts.kafka.KafkaTarget;
import dev.freshet.bolts.lookup.LookupBolt;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.results.DeadLetterBolt;
import dev.freshet.bolts.results.RedisSinkBolt;
import dev.freshet.bolts.results.ResultSpec;
import dev.freshet.bolts.results.SinkSpec;
import dev.freshet.bolts.results.TopicSinkBolt;
import dev.freshet.bolts.results.TopicSinkSpec;
import dev.freshet.core.decode.DecoderSpec;
import dev.freshet.core.job.JobBoardFactory;
import dev.freshet.core.lookup.LookupSpec;
import dev.freshet.core.operator.ChainSpec;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.plan.InputNode;
import dev.freshet.core.plan.Plan;
import dev.freshet.spouts.BatchSpout;
import dev.freshet.spouts.generator.GeneratorInput;
import dev.freshet.spouts.source.Branch;
import dev.freshet.spouts.source.ReaderFactory;
import dev.freshet.spouts.source.SourceLimits;
import dev.freshet.spouts.source.SourceSpec;
import dev.freshet.spouts.source.SourceTiming;
import dev.freshet.storm.EdgeSpec;
import dev.freshet.storm.Tuples;
import dev.freshet.storm.epoch.EpochSpec;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.topology.BoltDeclarer;
import org.apache.storm.topology.IRichBolt;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a plan to a Storm topology: a spout for each input, in whose tasks records are decoded, filtered, projected and
 * pre-aggregated; a bolt for each aggregation, top, join, look-up, dedup and analysis; one that writes the results, one that appends them to
 * topics where there are any, and one for the dead letters.
 */
public final class TopologyPlanner {
    private final Plan plan;
    private final Map<String, ReaderFactory> readers;
    private final Map<String, Double> speeds;
    private final Settings settings;
    private final RedisConfig redis;
    private final JobBoardFactory board;
    private final long run;
    private final @Nullable EpochSpec epochs;
    private final Map<String, String> kafka;
    private final Layout layout;

    /**
     * @param readers where the records of each input of the plan come from
     * @param speeds event time per processing time of each input; 0 for as fast as it goes
     * @param run a number that grows from run to run: epoch ms of the submission
     */
    public TopologyPlanner(
            Plan plan,
            Map<String, ReaderFactory> readers,
            Map<String, Double> speeds,
            Settings settings,
            RedisConfig redis,
            JobBoardFactory board,
            long run) {
        this(plan, readers, speeds, settings, redis, board, run, null, Map.of());
    }

    /**
     * The same for a job that has epochs.
     *
     * @param epochs null if it has none
     * @param kafka further properties of Kafka's clients, for results in topics
     */
    public TopologyPlanner(
            Plan plan,
            Map<String, ReaderFactory> readers,
            Map<String, Double> speeds,
            Settings settings,
            RedisConfig redis,
            JobBoardFactory board,
            long run,
            @Nullable EpochSpec epochs,
            Map<String, String> kafka) {
        this.epochs = epochs;
        this.kafka = Map.copyOf(kafka);
        this.plan = plan;
        this.readers = Map.copyOf(readers);
        this.speeds = Map.copyOf(speeds);
        this.settings = settings;
        this.redis = redis;
        this.board = board;
        this.run = run;
        this.layout = new Layout(plan);
    }

    /** The topology that writes its results to Redis. */
    public StormTopology compile() {
        return compile(RedisSinkBolt::new);
    }

    /**
     * The topology with another end.
     *
     * @param sinks makes the bolt that takes the results; it acks a control tuple when everything before it is safe
     */
    public StormTopology compile(Function<SinkSpec, ? extends IRichBolt> sinks) {
        TopologyBuilder builder = new TopologyBuilder();
        int parallelism = settings.get(Keys.PARALLELISM);
        Map<String, BoltDeclarer> declared = new LinkedHashMap<>();
        List<String> senders = new ArrayList<>();
        for (Component component : layout.components()) {
            senders.add(component.id());
            if (component.input() != null) {
                builder.setSpout(component.id(), new BatchSpout(source(component, component.input())), parallelism);
            } else {
                int tasks = component.isSingle() ? 1 : parallelism;
                declared.put(component.id(), builder.setBolt(component.id(), bolt(component), tasks));
            }
        }
        declared.put(
                Ids.RESULTS, builder.setBolt(Ids.RESULTS, sinks.apply(sinks()), settings.get(Keys.SINK_PARALLELISM)));
        if (!layout.topics().isEmpty()) {
            TopicSinkBolt topics = new TopicSinkBolt(topics());
            declared.put(Ids.TOPICS, builder.setBolt(Ids.TOPICS, topics, settings.get(Keys.SINK_PARALLELISM)));
        }
        BoltDeclarer dead = builder.setBolt(Ids.DEAD, deadLetters(), 1);
        for (Component component : layout.components()) {
            List<String> consumers = new ArrayList<>();
            for (Component.Way way : component.ways()) {
                BoltDeclarer consumer = Objects.requireNonNull(declared.get(way.consumer()));
                consumer.fieldsGrouping(component.id(), way.edge().stream(), new Fields(Tuples.PARTITION));
                if (!consumers.contains(way.consumer())) {
                    consumer.directGrouping(component.id(), Tuples.CONTROL_STREAM);
                    consumers.add(way.consumer());
                }
            }
        }
        for (String sender : senders) {
            dead.fieldsGrouping(sender, Tuples.DEAD_STREAM, new Fields(Tuples.PARTITION));
            dead.directGrouping(sender, Tuples.CONTROL_STREAM);
        }
        return builder.createTopology();
    }

    private SourceSpec source(Component component, InputNode input) {
        DecoderSpec decoder = layout.decoder(component, input);
        List<Branch> branches = component.ways().stream()
                .filter(way -> !way.isToTopic())
                .map(way -> new Branch(
                        way.chain(),
                        Stream.concat(Stream.of(way), way.topicAmong(component.ways()).stream())
                                .map(Component.Way::edge)
                                .toList()))
                .toList();
        ReaderFactory reader = Objects.requireNonNull(readers.get(input.name()), "a reader for " + input.name());
        SourceTiming timing = new SourceTiming(
                input.outOfOrderMs(),
                input.idleMs(),
                settings.get(Keys.ALIGNMENT).toMillis(),
                // Generated events are of any time that the seed says, whatever the clock does.
                reader instanceof GeneratorInput ? 0 : input.maxAheadMs(),
                speeds.getOrDefault(input.name(), settings.get(Keys.SPEED)));
        SourceLimits limits = new SourceLimits(
                settings.get(Keys.BATCH_RECORDS),
                settings.get(Keys.BATCH_BYTES),
                settings.get(Keys.IN_FLIGHT_BATCHES),
                settings.get(Keys.IN_FLIGHT_BYTES));
        return new SourceSpec(input.name(), decoder, branches, timing, limits, reader, board, epochs);
    }

    private OperatorBolt bolt(Component component) {
        if (!(component.operator() instanceof LookupSpec lookup)) {
            return new OperatorBolt(host(component));
        }
        RedisConfig table = lookup.place().isEmpty() ? redis : RedisConfig.parse(lookup.place());
        return new LookupBolt(host(component), table);
    }

    private HostSpec host(Component component) {
        OperatorSpec operator = Objects.requireNonNull(component.operator());
        List<EdgeSpec> edges =
                component.ways().stream().map(Component.Way::edge).toList();
        List<OperatorSpec> chain = new ArrayList<>(List.of(operator));
        chain.addAll(component.chain());
        OperatorSpec whole = chain.size() == 1 ? operator : new ChainSpec(chain);
        List<InputSpec> inputs =
                component.inputStreams().stream().map(this::inputSpec).toList();
        return new HostSpec(
                component.operatorName(),
                whole,
                inputs,
                edges,
                true,
                idleAdvance(component),
                board,
                settings.get(Keys.MEMORY_LIMIT),
                StateStore.valueOf(settings.get(Keys.STATE_STORE).toUpperCase(Locale.ROOT)),
                epochs);
    }

    private InputSpec inputSpec(String stream) {
        return layout.components().stream()
                .filter(sender -> sender.ways().stream()
                        .anyMatch(way -> way.edge().stream().equals(stream)))
                .map(sender -> new InputSpec(sender.id(), stream))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody sends '" + stream + "'"));
    }

    /** Whether the host is the first behind sources, and every one of them lets event time go on while all are silent. */
    private boolean idleAdvance(Component host) {
        List<InputNode> before = layout.components().stream()
                .filter(component ->
                        component.ways().stream().anyMatch(way -> way.consumer().equals(host.id())))
                .map(Component::input)
                .filter(Objects::nonNull)
                .toList();
        return !before.isEmpty() && before.stream().allMatch(input -> input.idleAdvanceMs() > 0);
    }

    private SinkSpec sinks() {
        List<SinkSpec.Routed> routed = layout.results().stream()
                .map(result -> new SinkSpec.Routed(input(result), spec(result)))
                .toList();
        return new SinkSpec(
                redis,
                run,
                routed,
                settings.get(Keys.SINK_FLUSH_ROWS),
                settings.get(Keys.SINK_FLUSH_INTERVAL).toMillis(),
                board,
                epochs);
    }

    private TopicSinkSpec topics() {
        List<TopicSinkSpec.Routed> routed = layout.topics().stream()
                .map(result -> new TopicSinkSpec.Routed(
                        input(result), spec(result), result.sink().topic()))
                .toList();
        return new TopicSinkSpec(
                new KafkaTarget(settings.get(Keys.KAFKA_BROKERS), kafka),
                routed,
                settings.get(Keys.SINK_FLUSH_ROWS),
                settings.get(Keys.SINK_FLUSH_INTERVAL).toMillis(),
                board,
                epochs);
    }

    private static InputSpec input(Layout.ResultEdge result) {
        return new InputSpec(result.from().id(), result.stream());
    }

    private ResultSpec spec(Layout.ResultEdge result) {
        return SinkResults.of(plan, result, settings.get(Keys.LOG_LENGTH));
    }

    private DeadLetterBolt deadLetters() {
        return new DeadLetterBolt(
                redis, plan.name(), settings.get(Keys.DEAD_LENGTH), settings.get(Keys.SINK_RETAIN), board, epochs);
    }
}
