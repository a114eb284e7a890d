package dev.freshet.bolts;

import java.io.Serializable;
import org.apache.storm.tuple.Tuple;

/**
 * A stream that a bolt takes data from.
 *
 * @param component the component that sends it
 * @param stream the stream's id
 */
public record InputSpec(String component, String stream) implements Serializable {
    /** Whether a tuple came this way. */
    public boolean matches(Tuple tuple) {
        return stream.equals(tuple.getSourceStreamId()) && component.equals(tuple.getSourceComponent());
    }

    /** One name for both. */
    public String way() {
        return way(component, stream);
    }

    /** The {@link #way()} that a tuple came by. */
    public static String way(Tuple tuple) {
        return way(tuple.getSourceComponent(), tuple.getSourceStreamId());
    }

    private static String way(String component, String stream) {
        return component + "/" + stream;
    }
}
