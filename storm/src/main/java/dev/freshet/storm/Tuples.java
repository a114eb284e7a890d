package dev.freshet.storm;

import dev.freshet.core.batch.Batch;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/**
 * The layout of tuples. A data stream has one consumer, and its tuples carry a batch for one of the consumer's partitions;
 * the consumer subscribes with {@code fieldsGrouping} on {@link #PARTITION}. The control stream goes to tasks directly.
 */
public final class Tuples {
    /** Integer: which of the consumer's partitions the rows belong to. */
    public static final String PARTITION = "partition";
    /** {@link Delivery}: what the tuple is part of. */
    public static final String DELIVERY = "delivery";
    /** {@link Batch}: the rows. */
    public static final String BATCH = "batch";
    /** {@link Control}: the message of a control tuple. */
    public static final String CONTROL = "control";

    /** The stream of control tuples, declared as direct by every component of ours. */
    public static final String CONTROL_STREAM = "control";
    /** The stream of dead letters: batches of {@code DeadLetters.SCHEMA}. */
    public static final String DEAD_STREAM = "dead";

    public static final Fields DATA_FIELDS = new Fields(PARTITION, DELIVERY, BATCH);
    public static final Fields CONTROL_FIELDS = new Fields(CONTROL);

    private Tuples() {}

    public static Values data(int partition, Delivery delivery, Batch batch) {
        return new Values(partition, delivery, batch);
    }

    public static Values control(Control control) {
        return new Values(control);
    }

    public static boolean isControl(Tuple tuple) {
        return CONTROL_STREAM.equals(tuple.getSourceStreamId());
    }

    public static Control control(Tuple tuple) {
        return (Control) tuple.getValue(0);
    }

    public static int partition(Tuple tuple) {
        return (Integer) tuple.getValue(0);
    }

    public static Delivery delivery(Tuple tuple) {
        return (Delivery) tuple.getValue(1);
    }

    public static Batch batch(Tuple tuple) {
        return (Batch) tuple.getValue(2);
    }
}
