package dev.freshet.bolts.results;

import dev.freshet.bolts.kafka.TopicAppend;
import dev.freshet.core.operator.Counters;
import dev.freshet.storm.MillisClock;
import dev.freshet.storm.epoch.EpochSpec;
import java.util.HashMap;
import java.util.Map;
import org.apache.storm.task.TopologyContext;
import org.jspecify.annotations.Nullable;

/**
 * Appends results to Kafka topics, as of {@code docs/decisions/0012-results-in-topics.md}: each row once in a job with epochs, for who reads
 * what is committed; else at least once.
 */
public class TopicSinkBolt extends PipelinedBolt<TopicAppend> {
    /** Counter: rows for topics. */
    public static final String TOPIC_ROWS = "topic_rows";

    private final TopicSinkSpec spec;

    public TopicSinkBolt(TopicSinkSpec spec) {
        super(TopicOutlet.of(spec.kafka()), spec.flushRows(), spec.flushMs(), spec.board(), MillisClock.SYSTEM);
        this.spec = spec;
    }

    public final TopicSinkSpec spec() {
        return spec;
    }

    @Override
    protected @Nullable EpochSpec epochs() {
        return spec.epochs();
    }

    @Override
    protected String counted() {
        return TOPIC_ROWS;
    }

    @Override
    protected Encoder<TopicAppend> encoder(TopologyContext context, Counters counters) {
        Map<String, ResultEncoder<TopicAppend>> byWay = new HashMap<>();
        Map<String, ResultEncoder<TopicAppend>> byName = new HashMap<>();
        for (TopicSinkSpec.Routed routed : spec.results()) {
            ResultSpec result = routed.result();
            TopicFormat format = new TopicFormat(result);
            ResultEncoder<TopicAppend> encoder = spec.epochs() == null
                    ? new TopicEncoder(routed.topic(), format)
                    : new HeldTopicEncoder(routed.topic(), result.job(), format, context.getThisTaskIndex());
            byWay.put(routed.input().way(), encoder);
            byName.put(result.result(), encoder);
        }
        return new RoutedEncoder<>(byWay, byName, 0, context);
    }
}
