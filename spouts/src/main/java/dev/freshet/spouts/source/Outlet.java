package dev.freshet.spouts.source;

import dev.freshet.core.batch.Batch;
import dev.freshet.storm.EdgeSender;
import dev.freshet.storm.Emitter;
import java.util.Collection;

/** The ways out of a source task. */
public interface Outlet {
    /** Sends a batch along the edge of a stream, cut by partition. */
    void send(String stream, Batch batch, EdgeSender.Parts parts, Emitter emitter);

    /** The tasks that follow, which are told of event time. */
    Collection<Integer> targets();
}
