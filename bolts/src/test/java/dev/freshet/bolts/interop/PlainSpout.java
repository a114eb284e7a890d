package dev.freshet.bolts.interop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;
import org.jspecify.annotations.Nullable;

/**
 * A spout as anybody writes one: a tuple an event, replayed when it failed. It knows nothing of ours. The events follow from
 * the seed; the last one is of a day later, so that all windows before it close.
 */
public final class PlainSpout extends BaseRichSpout {
    static final Fields FIELDS = new Fields("host", "at", "n", "share");
    /** The host of the last event. */
    static final String LAST = "last";

    private static final Map<String, Progress> RUNS = new ConcurrentHashMap<>();

    private final String run;
    private final int events;
    private final long seed;
    private final Deque<Integer> due = new ArrayDeque<>();
    private final Map<Integer, Values> tuples = new HashMap<>();
    private transient @Nullable SpoutOutputCollector output;

    /** What became of a run's tuples. */
    static final class Progress {
        final AtomicInteger acked = new AtomicInteger();
        final AtomicInteger failed = new AtomicInteger();
    }

    PlainSpout(String run, int events, long seed) {
        this.run = run;
        this.events = events;
        this.seed = seed;
    }

    static Progress progress(String run) {
        return RUNS.computeIfAbsent(run, unused -> new Progress());
    }

    /** The tuple of an event: one in 97 has no time, times are up to 2 s out of order. */
    static Values event(long seed, int number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        Long at = random.nextInt(97) == 0 ? null : number * 100L + random.nextInt(2_000);
        return new Values("10.0.0." + random.nextInt(7), at, (long) random.nextInt(1000), random.nextDouble());
    }

    @Override
    public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
        output = collector;
        for (int number = 0; number < events; number++) {
            tuples.put(number, event(seed, number));
            due.add(number);
        }
        tuples.put(events, new Values(LAST, events * 100L + 86_400_000, 0L, 0.0));
        due.add(events);
    }

    @Override
    public void nextTuple() {
        Integer number = due.poll();
        if (number != null) {
            Objects.requireNonNull(output).emit(Objects.requireNonNull(tuples.get(number)), number);
        }
    }

    @Override
    public void ack(Object id) {
        progress(run).acked.incrementAndGet();
    }

    @Override
    public void fail(Object id) {
        progress(run).failed.incrementAndGet();
        due.add((Integer) id);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(FIELDS);
    }
}
