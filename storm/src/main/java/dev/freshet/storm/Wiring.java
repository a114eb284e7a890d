package dev.freshet.storm;

import org.apache.storm.topology.InputDeclarer;
import org.apache.storm.tuple.Fields;

/** Subscribes bolts to what our components send. */
public final class Wiring {
    private Wiring() {}

    /** Subscribes to a data stream of a component by partition, and to its control messages. */
    public static void subscribe(InputDeclarer<?> bolt, String component, String stream) {
        bolt.fieldsGrouping(component, stream, new Fields(Tuples.PARTITION));
        bolt.directGrouping(component, Tuples.CONTROL_STREAM);
    }

    /** Subscribes to a component's dead letters, and to its control messages. */
    public static void subscribeDead(InputDeclarer<?> bolt, String component) {
        subscribe(bolt, component, Tuples.DEAD_STREAM);
    }
}
