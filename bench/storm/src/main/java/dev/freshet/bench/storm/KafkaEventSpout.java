package dev.freshet.bench.storm;

import dev.freshet.bench.engine.Completion;
import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunSpec;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.storm.kafka.spout.FirstPollOffsetStrategy;
import org.apache.storm.kafka.spout.KafkaSpout;
import org.apache.storm.kafka.spout.KafkaSpoutConfig;
import org.apache.storm.kafka.spout.RecordTranslator;
import org.apache.storm.kafka.spout.subscription.NamedTopicFilter;
import org.apache.storm.kafka.spout.subscription.RoundRobinManualPartitioner;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;

/**
 * storm-kafka-client's own spout, at least once, which besides says that all records its partitions had at the start are
 * acked; where events come at a rate it never does.
 */
final class KafkaEventSpout extends KafkaSpout<byte[], byte[]> {
    private static final long serialVersionUID = 1L;
    private static final Object END_ID = "end";

    private final long runId;
    private long left;
    private boolean ended;
    private int index;

    KafkaEventSpout(long runId, KafkaSpoutConfig<byte[], byte[]> config) {
        super(config);
        this.runId = runId;
    }

    static KafkaSpoutConfig<byte[], byte[]> config(RunSpec spec) {
        return new KafkaSpoutConfig.Builder<byte[], byte[]>(
                        spec.bootstrap(), new NamedTopicFilter(spec.topic()), new RoundRobinManualPartitioner())
                .setProp(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class)
                .setProp(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class)
                .setProp(ConsumerConfig.GROUP_ID_CONFIG, "bench-storm-" + System.nanoTime())
                .setProp(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000)
                .setProp(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20)
                .setFirstPollOffsetStrategy(FirstPollOffsetStrategy.EARLIEST)
                .setProcessingGuarantee(KafkaSpoutConfig.ProcessingGuarantee.AT_LEAST_ONCE)
                .setPollTimeoutMs(1)
                .setOffsetCommitPeriodMs(1_000)
                // The default, ten million, is no bound; what is pending bounds it anyhow.
                .setMaxUncommittedOffsets(1_000_000)
                .setRecordTranslator(new Translator())
                .build();
    }

    @Override
    public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector newCollector) {
        super.open(conf, context, newCollector);
        index = context.getThisTaskIndex();
        RunSpec spec = Run.of(runId).spec();
        int tasks = context.getComponentTasks(context.getThisComponentId()).size();
        left = spec.ratePerSecond() > 0 ? Long.MAX_VALUE : records(spec, index, tasks);
    }

    @Override
    public void nextTuple() {
        Run.of(runId).meter().start();
        super.nextTuple();
        if (left == 0 && !ended) {
            ended = true;
            collector.emit(Names.END, new Values(index), END_ID);
        }
    }

    @Override
    public void ack(Object messageId) {
        if (messageId.equals(END_ID)) {
            Completion.OPEN.of(runId).sourceDone();
        } else {
            super.ack(messageId);
            left--;
        }
    }

    @Override
    public void fail(Object messageId) {
        Completion.OPEN.of(runId).fail("a tuple failed: " + messageId);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        super.declareOutputFields(declarer);
        declarer.declareStream(Names.END, new Fields(Names.SOURCE));
    }

    /** How many records the task's partitions have: those that the partitioner gives it. */
    private static long records(RunSpec spec, int index, int tasks) {
        Map<String, Object> conf = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, spec.bootstrap());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(conf, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> mine = consumer.partitionsFor(spec.topic()).stream()
                    .filter(partition -> partition.partition() % tasks == index)
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            return consumer.endOffsets(mine).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** Which partition it is of, and the record's bytes. */
    private static final class Translator implements RecordTranslator<byte[], byte[]> {
        private static final long serialVersionUID = 1L;

        @Override
        public List<Object> apply(ConsumerRecord<byte[], byte[]> record) {
            return new Values(record.partition(), record.value());
        }

        @Override
        public Fields getFieldsFor(String stream) {
            return new Fields(Names.SOURCE, Names.RECORD);
        }
    }
}
