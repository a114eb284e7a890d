package dev.freshet.testkit.operator;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.state.RowBytes;
import dev.freshet.testkit.operator.KitTasks.Feed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Runs stages of operators, each in several tasks, over a list of steps: rows cut into batches at random or not at all,
 * watermarks, ticks. Where there are several tasks, rows and watermarks of different channels overtake each other in half of the runs, as they
 * do between machines; within a channel they keep their order. Now and then everything is snapshotted and restored with another number of
 * tasks, at once or some steps later: then those steps come again, and must give the same again. At the end of the
 * input no operator may hold anything.
 *
 * <p>One scenario run by different {@link Plan plans} must give the same results.
 */
public final class OperatorKit {
    /**
     * A stage.
     *
     * @param spec its operator
     * @param keys for each of its inputs the columns by whose hash rows find their task; none: all to the first
     * @param spread whole batches of the first input go to any task
     * @param shared whole batches of all inputs but the first go to every task
     */
    public record Stage(OperatorSpec spec, List<List<String>> keys, boolean spread, boolean shared) {
        public Stage {
            keys = keys.stream().map(List::copyOf).toList();
        }

        /** A first stage that keeps nothing. */
        public static Stage spread(OperatorSpec spec) {
            return new Stage(spec, List.of(List.of()), true, false);
        }

        /** A first stage of two inputs: one that goes to any task, and one that goes to every task. */
        public static Stage broadcast(OperatorSpec spec) {
            return new Stage(spec, List.of(List.of(), List.of()), true, true);
        }

        public static Stage keyed(OperatorSpec spec, List<String> keys) {
            return new Stage(spec, List.of(keys), false, false);
        }

        /** A first stage of two inputs. */
        public static Stage joined(OperatorSpec spec, List<String> leftKeys, List<String> rightKeys) {
            return new Stage(spec, List.of(leftKeys, rightKeys), false, false);
        }
    }

    /** What happens next. */
    public sealed interface Step {}

    /** Rows come in by an input of the first stage. */
    public record Rows(int input, Batch batch) implements Step {
        public Rows(Batch batch) {
            this(0, batch);
        }
    }

    /** Event time has come so far in all inputs. */
    public record Watermark(long ms) implements Step {}

    /** Event time has come so far in one input; the operators are told the least of all. */
    public record InputWatermark(int input, long ms) implements Step {}

    /** It is now. */
    public record Tick(long nowMs) implements Step {}

    /**
     * How to run.
     *
     * @param seed of all that is left to chance
     * @param batchRows the greatest number of rows in a batch; 1 for row by row
     * @param tasks the greatest number of tasks of a stage
     * @param restoreChance how likely a snapshot and restore is after each step, 0 to 1; in half of them some steps come
     *     again
     */
    public record Plan(long seed, int batchRows, int tasks, double restoreChance) {
        /** Batches as they come, one task a stage, no restore. */
        public static final Plan PLAIN = new Plan(0, Integer.MAX_VALUE, 1, 0);

        /** Whether channels overtake each other. */
        boolean isShuffled() {
            return tasks > 1 && new Random(seed).nextBoolean();
        }
    }

    private static final int MOST_AGAIN = 6;

    private final List<Step> steps;
    private final CollectedOutput output = new CollectedOutput();
    private final Counters counters = new Counters();
    private final Plan plan;
    private final Random random;
    private final List<Feed> feeds;
    private final KitTasks tasks;

    private int restores;

    private OperatorKit(List<Stage> stages, List<Step> steps, Plan plan, Supplier<Optional<RowBytes>> places) {
        this.steps = steps;
        this.plan = plan;
        this.random = new Random(plan.seed());
        this.feeds = feeds(stages.get(0).keys().size(), steps);
        this.tasks = new KitTasks(List.copyOf(stages), feeds, plan, random, counters, output, places);
    }

    /**
     * What came out.
     *
     * @param restores how often everything was restored
     * @param greatestDelayMs how far the event time of a row that the last stage emitted was behind the watermark that it had
     *     been told before, at most
     */
    public record Outcome(CollectedOutput output, Counters counters, int restores, long greatestDelayMs) {}

    /**
     * Runs the steps and then the end of the input.
     *
     * @throws AssertionError if an operator holds anything afterwards, or steps that come again give something else
     */
    public static Outcome run(List<Stage> stages, List<Step> steps, Plan plan) {
        return run(stages, steps, plan, Optional::empty);
    }

    /**
     * The same.
     *
     * @param places makes places for rows outside the heap, of which every operator has its own
     */
    public static Outcome run(List<Stage> stages, List<Step> steps, Plan plan, Supplier<Optional<RowBytes>> places) {
        OperatorKit kit = new OperatorKit(stages, steps, plan, places);
        kit.run();
        kit.assertEmpty();
        kit.tasks.all().forEach(stage -> stage.forEach(task -> task.operator.close()));
        return new Outcome(kit.output, kit.counters, kit.restores, kit.tasks.greatestDelayMs());
    }

    private void run() {
        for (int at = 0; at < steps.size(); at++) {
            take(steps.get(at));
            tasks.moveSome();
            if (random.nextDouble() < plan.restoreChance()) {
                restores++;
                if (random.nextBoolean()) {
                    tasks.restore(tasks.mark());
                } else {
                    at = again(at + 1) - 1;
                }
            }
        }
        take(new Watermark(Long.MAX_VALUE));
        tasks.moveAll();
    }

    /** Takes some steps, goes back to before them, and takes them again; returns the one behind them. */
    private int again(int from) {
        int to = Math.min(steps.size(), from + 1 + random.nextInt(MOST_AGAIN));
        KitTasks.Mark mark = tasks.mark();
        Map<String, Long> counted = counters.read();
        CollectedOutput.Place place = output.place();
        List<String> first = outputOf(from, to, place);
        output.backTo(place);
        counters.read().forEach((name, count) -> counters.counter(name).add(counted.getOrDefault(name, 0L) - count));
        tasks.restore(mark);
        List<String> second = outputOf(from, to, place);
        // What is shown early, or corrected, may find more or less of what is under way.
        boolean comparable =
                !plan.isShuffled() && steps.subList(from, to).stream().noneMatch(step -> step instanceof Tick);
        if (comparable && !first.equals(second)) {
            throw new AssertionError("steps " + from + " to " + to + ", taken again after a restore, give " + second
                    + " where they gave " + first + " (" + plan + ")");
        }
        return to;
    }

    private List<String> outputOf(int from, int to, CollectedOutput.Place place) {
        for (int at = from; at < to; at++) {
            take(steps.get(at));
            tasks.moveSome();
        }
        tasks.moveAll();
        return output.since(place);
    }

    private void take(Step step) {
        if (step instanceof Rows rows) {
            Batch batch = rows.batch();
            Feed feed = new Feed(rows.input(), batch.origin().partition());
            for (int from = 0; from < batch.size(); ) {
                int most = Math.min(batch.size() - from, plan.batchRows());
                int count = most == 1 || plan.batchRows() == Integer.MAX_VALUE ? most : 1 + random.nextInt(most);
                tasks.feed(feed, cut(batch, from, count));
                tasks.moveSome();
                from += count;
            }
        } else if (step instanceof Watermark watermark) {
            feeds.forEach(feed -> tasks.feedWatermark(feed, watermark.ms()));
        } else if (step instanceof InputWatermark watermark) {
            feeds.stream()
                    .filter(feed -> feed.input() == watermark.input())
                    .forEach(feed -> tasks.feedWatermark(feed, watermark.ms()));
        } else if (step instanceof Tick tick) {
            tasks.tick(tick.nowMs());
        }
    }

    /** All partitions that steps have rows of, and one of each input besides. */
    private static List<Feed> feeds(int inputs, List<Step> steps) {
        SortedSet<Feed> feeds = new TreeSet<>();
        for (int input = 0; input < inputs; input++) {
            feeds.add(new Feed(input, -1));
        }
        for (Step step : steps) {
            if (step instanceof Rows rows) {
                feeds.add(new Feed(rows.input(), rows.batch().origin().partition()));
            }
        }
        return List.copyOf(feeds);
    }

    private void assertEmpty() {
        for (List<KitTask> stage : tasks.all()) {
            for (KitTask task : stage) {
                if (task.operator.held().entries() != 0) {
                    throw new AssertionError("after the end of the input a task of stage " + task.stage + " holds "
                            + task.operator.held());
                }
            }
        }
    }

    private static Batch cut(Batch batch, int from, int count) {
        if (count == batch.size()) {
            return batch;
        }
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = batch.row(from + i);
        }
        return batch.select(rows, count);
    }
}
