package dev.freshet.bench.storm;

import dev.freshet.bench.engine.Completion;
import dev.freshet.bench.engine.Run;
import dev.freshet.bench.job.Block;
import dev.freshet.bench.job.Feed;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;
import org.jspecify.annotations.Nullable;

/**
 * Emits a tuple an event: which spout it is of, and the record's bytes. When all are acked it says so on the stream {@link
 * Names#END} and, that acked too, is done; or it says so when all are emitted, and leaves it to others when the run is done.
 */
final class EventSpout extends BaseRichSpout {
    private static final long serialVersionUID = 1L;
    private static final int BLOCK = 256;
    private static final Object END_ID = "end";

    private final long runId;
    private final boolean endsAcked;
    private transient @Nullable Task task;

    /**
     * @param endsAcked whether the end is said when all tuples are acked, not when they are emitted
     */
    EventSpout(long runId, boolean endsAcked) {
        this.runId = runId;
        this.endsAcked = endsAcked;
    }

    @Override
    public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
        int tasks = context.getComponentTasks(context.getThisComponentId()).size();
        task = new Task(Run.of(runId), context.getThisTaskIndex(), tasks, endsAcked, collector);
    }

    @Override
    public void nextTuple() {
        Objects.requireNonNull(task).next();
    }

    @Override
    public void ack(Object messageId) {
        Objects.requireNonNull(task).acked(messageId);
    }

    @Override
    public void fail(Object messageId) {
        Completion.OPEN.of(runId).fail("a tuple failed: " + messageId);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields(Names.SOURCE, Names.RECORD));
        declarer.declareStream(Names.END, new Fields(Names.SOURCE));
    }

    private static final class Task {
        private final Run run;
        private final Integer index;
        private final Feed feed;
        private final boolean endsAcked;
        private final SpoutOutputCollector collector;
        private final Block block = new Block();
        private int at;
        private long emitted;
        private long acked;
        private boolean ended;

        Task(Run run, int index, int tasks, boolean endsAcked, SpoutOutputCollector collector) {
            this.run = run;
            this.index = index;
            this.feed = run.feed(index, tasks);
            this.endsAcked = endsAcked;
            this.collector = collector;
        }

        void next() {
            if (at == block.count()) {
                at = 0;
                if (run.take(feed, block, BLOCK) == 0) {
                    end();
                    return;
                }
            }
            byte[] record = Arrays.copyOfRange(block.data(), block.from(at), block.to(at));
            collector.emit(new Values(index, record), block.position() + at);
            at++;
            emitted++;
        }

        private void end() {
            if (ended || !feed.finished()) {
                return;
            }
            if (!endsAcked) {
                ended = true;
                collector.emit(Names.END, new Values(index));
            } else if (acked == emitted) {
                ended = true;
                collector.emit(Names.END, new Values(index), END_ID);
            }
        }

        void acked(Object messageId) {
            if (messageId.equals(END_ID)) {
                Completion.OPEN.of(run.id()).sourceDone();
            } else {
                acked++;
            }
        }
    }
}
