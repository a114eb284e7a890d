package dev.freshet.testkit.operator;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.operator.BatchPartitioner;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.Output;
import dev.freshet.core.snapshot.MemorySnapshot;
import dev.freshet.core.state.RowBytes;
import dev.freshet.testkit.operator.OperatorKit.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of all stages, and a channel from each task to each of the next stage, and from each partition of the sources to each
 * task of the first. A channel keeps its order; which of them moves next is left to chance, or, in order, the one furthest
 * down. A task is told the least watermark of its channels.
 */
final class KitTasks {
    /** A partition of a source. */
    record Feed(int input, int partition) implements Comparable<Feed> {
        @Override
        public int compareTo(Feed other) {
            int byInput = Integer.compare(input, other.input);
            return byInput != 0 ? byInput : Integer.compare(partition, other.partition);
        }
    }

    private final List<Stage> stages;
    private final int mostTasks;
    private final boolean shuffled;
    private final Random random;
    private final Counters counters;
    private final CollectedOutput output;
    private final List<List<KitTask>> tasks = new ArrayList<>();
    private final List<KitChannel> channels = new ArrayList<>();
    private final TreeMap<Feed, Long> feeds = new TreeMap<>();
    private final TreeMap<Feed, List<KitChannel>> fed = new TreeMap<>();
    private final Supplier<Optional<RowBytes>> places;
    private long greatestDelayMs;

    KitTasks(
            List<Stage> stages,
            List<Feed> feeds,
            OperatorKit.Plan plan,
            Random random,
            Counters counters,
            CollectedOutput output,
            Supplier<Optional<RowBytes>> places) {
        this.stages = stages;
        this.mostTasks = plan.tasks();
        this.shuffled = plan.isShuffled();
        this.random = random;
        this.counters = counters;
        this.output = output;
        this.places = places;
        feeds.forEach(feed -> this.feeds.put(feed, Long.MIN_VALUE));
        build(null);
    }

    List<List<KitTask>> all() {
        return tasks;
    }

    long greatestDelayMs() {
        return greatestDelayMs;
    }

    void feed(Feed feed, Batch batch) {
        List<KitChannel> to = channels(feed);
        Stage first = stages.get(0);
        if (feed.input() > 0 && first.shared()) {
            to.forEach(channel -> channel.rows(batch));
        } else if (feed.input() == 0 && first.spread()) {
            // A partition is read by one task: rows that followed each other there still do.
            int task = shuffled ? feed.partition() : random.nextInt(to.size());
            to.get(Math.floorMod(task, to.size())).rows(batch);
        } else {
            split(batch, first.keys().get(feed.input()), to);
        }
    }

    void feedWatermark(Feed feed, long ms) {
        feeds.merge(feed, ms, Math::max);
        channels(feed).forEach(channel -> channel.watermark(ms));
    }

    void tick(long nowMs) {
        for (List<KitTask> stage : tasks) {
            stage.forEach(task -> task.operator.tick(nowMs, behind(task)));
        }
    }

    /** Moves some of what waits in channels; all where nothing is left to chance. */
    void moveSome() {
        if (!shuffled) {
            moveAll();
            return;
        }
        while (random.nextInt(5) > 0 && moveOne()) {}
    }

    void moveAll() {
        while (moveOne()) {}
    }

    private boolean moveOne() {
        List<KitChannel> waiting =
                channels.stream().filter(channel -> !channel.isEmpty()).toList();
        if (waiting.isEmpty()) {
            return false;
        }
        move(waiting.get(shuffled ? random.nextInt(waiting.size()) : waiting.size() - 1));
        return true;
    }

    private void move(KitChannel channel) {
        KitTask task = channel.to;
        KitChannel.Message message = channel.poll();
        Batch rows = message.rows();
        if (rows != null) {
            process(task, channel.input, rows);
            return;
        }
        channel.reached(message.watermarkMs());
        long watermarkMs = task.watermarkMs();
        if (watermarkMs > task.toldMs) {
            task.operator.advance(watermarkMs, behind(task));
            task.toldMs = watermarkMs;
            long behindMs = task.operator.watermarkBehindMs(watermarkMs);
            task.next.forEach(next -> next.watermark(behindMs));
        }
    }

    private void process(KitTask task, int input, Batch batch) {
        if (task.operator.copiesInput()) {
            LentBatch.lend(batch, lent -> task.operator.process(input, lent, behind(task)));
        } else {
            task.operator.process(input, batch, behind(task));
        }
    }

    private Output behind(KitTask task) {
        return new Output() {
            @Override
            public void emit(int port, Batch batch) {
                if (port == MAIN && task.stage + 1 < stages.size()) {
                    split(batch, stages.get(task.stage + 1).keys().get(0), task.next);
                } else {
                    noteDelay(task, batch);
                    output.emit(port, batch);
                }
            }

            @Override
            public void dead(Batch batch, int row, long rows, Reason reason, String detail) {
                output.dead(batch, row, rows, reason, detail);
            }
        };
    }

    private void split(Batch batch, List<String> keys, List<KitChannel> to) {
        BatchPartitioner.by(batch.schema(), keys)
                .split(batch, to.size(), (partition, rows) -> to.get(partition).rows(rows));
    }

    private void noteDelay(KitTask task, Batch batch) {
        for (int i = 0; i < batch.size(); i++) {
            long timeMs = batch.eventTime(batch.row(i));
            if (timeMs < task.toldMs) {
                greatestDelayMs = Math.max(greatestDelayMs, task.toldMs - timeMs);
            }
        }
    }

    /** The state of all tasks and how far event time had come; nothing may wait in channels. */
    record Mark(List<MemorySnapshot> snapshots, List<Long> toldMs, TreeMap<Feed, Long> feeds) {}

    Mark mark() {
        moveAll();
        List<MemorySnapshot> snapshots = new ArrayList<>();
        List<Long> toldMs = new ArrayList<>();
        for (List<KitTask> stage : tasks) {
            MemorySnapshot snapshot = new MemorySnapshot();
            stage.forEach(task -> task.operator.snapshot(snapshot));
            snapshots.add(snapshot);
            toldMs.add(stage.get(0).toldMs);
        }
        return new Mark(snapshots, toldMs, new TreeMap<>(feeds));
    }

    /** Goes back to a mark with other numbers of tasks. */
    void restore(Mark mark) {
        feeds.clear();
        feeds.putAll(mark.feeds());
        build(mark);
    }

    private void build(@Nullable Mark mark) {
        tasks.clear();
        channels.clear();
        fed.clear();
        for (int stage = 0; stage < stages.size(); stage++) {
            tasks.add(open(stage, mark));
        }
        feeds.forEach((feed, ms) -> fed.put(feed, connect(tasks.get(0), feed.input(), ms)));
        for (int stage = 0; stage + 1 < stages.size(); stage++) {
            for (KitTask task : tasks.get(stage)) {
                long behindMs =
                        task.toldMs == Long.MIN_VALUE ? Long.MIN_VALUE : task.operator.watermarkBehindMs(task.toldMs);
                task.next = connect(tasks.get(stage + 1), 0, behindMs);
            }
        }
    }

    private List<KitChannel> connect(List<KitTask> to, int input, long watermarkMs) {
        List<KitChannel> made = new ArrayList<>();
        for (KitTask task : to) {
            made.add(new KitChannel(task, input, watermarkMs));
        }
        channels.addAll(made);
        return made;
    }

    private List<KitTask> open(int stage, @Nullable Mark mark) {
        int count = 1 + random.nextInt(mostTasks);
        Stage spec = stages.get(stage);
        List<KitTask> opened = new ArrayList<>();
        for (int partition = 0; partition < count; partition++) {
            Operator operator = spec.spec().create();
            operator.open(new KitContext(spec.spec().describe(), partition, count, counters, places));
            if (mark != null) {
                operator.restore(mark.snapshots().get(stage).reader(partition, count));
            }
            opened.add(new KitTask(
                    stage,
                    operator,
                    mark == null ? Long.MIN_VALUE : mark.toldMs().get(stage)));
        }
        return opened;
    }

    private List<KitChannel> channels(Feed feed) {
        List<KitChannel> found = fed.get(feed);
        if (found == null) {
            throw new IllegalStateException("no steps were announced of " + feed);
        }
        return found;
    }
}
