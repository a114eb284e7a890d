package dev.freshet.bolts.interop;

import dev.freshet.storm.Emitter;
import java.util.List;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/**
 * Emits what was made of many tuples: each is done when all that was emitted is.
 *
 * @param anchors none for what nobody waits for
 */
record ManyAnchors(OutputCollector collector, List<Tuple> anchors) implements Emitter {
    ManyAnchors {
        anchors = List.copyOf(anchors);
    }

    @Override
    public void emit(String stream, Values tuple) {
        collector.emit(stream, anchors, tuple);
    }

    @Override
    public void emitDirect(int task, String stream, Values tuple) {
        collector.emitDirect(task, stream, anchors, tuple);
    }
}
