package dev.freshet.testkit.operator;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.operator.BatchPartitioner;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.operator.Output;
import dev.freshet.core.snapshot.MemorySnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Runs stages of operators, each in several tasks, over a list of steps: rows cut into batches at random or not at all,
 * watermarks, ticks; and now and then takes a snapshot of everything and goes on from it with another number of tasks. At
 * the end of the input no operator may hold anything.
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
     * @param restoreChance how likely a snapshot and restore is after each step, 0 to 1
     */
    public record Plan(long seed, int batchRows, int tasks, double restoreChance) {
        /** Batches as they come, one task a stage, no restore. */
        public static final Plan PLAIN = new Plan(0, Integer.MAX_VALUE, 1, 0);
    }

    private final List<Stage> stages;
    private final List<List<Operator>> tasks = new ArrayList<>();
    private final CollectedOutput output = new CollectedOutput();
    private final Counters counters = new Counters();
    private final Plan plan;
    private final Random random;
    /** How far event time is by each input of the first stage. */
    private final long[] inputMs;
    /** What each stage was told of event time. */
    private final long[] toldMs;

    private long greatestDelayMs;
    private int restores;

    private OperatorKit(List<Stage> stages, Plan plan) {
        this.stages = List.copyOf(stages);
        this.plan = plan;
        this.random = new Random(plan.seed());
        this.inputMs = new long[stages.get(0).keys().size()];
        this.toldMs = new long[stages.size()];
        Arrays.fill(inputMs, Long.MIN_VALUE);
        Arrays.fill(toldMs, Long.MIN_VALUE);
        stages.forEach(stage -> tasks.add(open(stage)));
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
     * @throws AssertionError if an operator holds anything afterwards
     */
    public static Outcome run(List<Stage> stages, List<Step> steps, Plan plan) {
        OperatorKit kit = new OperatorKit(stages, plan);
        for (Step step : steps) {
            kit.take(step);
            if (kit.random.nextDouble() < plan.restoreChance()) {
                kit.restore();
            }
        }
        kit.take(new Watermark(Long.MAX_VALUE));
        kit.assertEmpty();
        kit.tasks.forEach(stage -> stage.forEach(Operator::close));
        return new Outcome(kit.output, kit.counters, kit.restores, kit.greatestDelayMs);
    }

    private void take(Step step) {
        if (step instanceof Rows rows) {
            Batch batch = rows.batch();
            for (int from = 0; from < batch.size(); ) {
                int most = Math.min(batch.size() - from, plan.batchRows());
                int count = most == 1 || plan.batchRows() == Integer.MAX_VALUE ? most : 1 + random.nextInt(most);
                send(0, rows.input(), cut(batch, from, count));
                from += count;
            }
        } else if (step instanceof Watermark watermark) {
            Arrays.fill(inputMs, watermark.ms());
            advance();
        } else if (step instanceof InputWatermark watermark) {
            inputMs[watermark.input()] = watermark.ms();
            advance();
        } else if (step instanceof Tick tick) {
            for (int stage = 0; stage < stages.size(); stage++) {
                for (Operator operator : tasks.get(stage)) {
                    operator.tick(tick.nowMs(), behind(stage));
                }
            }
        }
    }

    /** Event time reaches a stage after what the stages before it made of it. */
    private void advance() {
        long watermarkMs = Arrays.stream(inputMs).min().orElseThrow();
        for (int stage = 0; stage < stages.size(); stage++) {
            for (Operator operator : tasks.get(stage)) {
                operator.advance(watermarkMs, behind(stage));
            }
            toldMs[stage] = watermarkMs;
            watermarkMs = tasks.get(stage).get(0).watermarkBehindMs(watermarkMs);
        }
    }

    private void send(int stage, int input, Batch batch) {
        Stage to = stages.get(stage);
        List<Operator> operators = tasks.get(stage);
        if (input > 0 && to.shared()) {
            operators.forEach(operator -> process(operator, stage, input, batch));
            return;
        }
        if (input == 0 && to.spread()) {
            process(operators.get(random.nextInt(operators.size())), stage, input, batch);
            return;
        }
        BatchPartitioner.by(batch.schema(), to.keys().get(input))
                .split(
                        batch,
                        operators.size(),
                        (partition, rows) -> process(operators.get(partition), stage, input, rows));
    }

    private void process(Operator operator, int stage, int input, Batch batch) {
        if (operator.copiesInput()) {
            LentBatch.lend(batch, lent -> operator.process(input, lent, behind(stage)));
        } else {
            operator.process(input, batch, behind(stage));
        }
    }

    private Output behind(int stage) {
        return new Output() {
            @Override
            public void emit(int port, Batch batch) {
                if (port == MAIN && stage + 1 < stages.size()) {
                    send(stage + 1, 0, batch);
                } else {
                    noteDelay(stage, batch);
                    output.emit(port, batch);
                }
            }

            @Override
            public void dead(Batch batch, int row, long rows, Reason reason, String detail) {
                output.dead(batch, row, rows, reason, detail);
            }
        };
    }

    private void noteDelay(int stage, Batch batch) {
        for (int i = 0; i < batch.size(); i++) {
            long timeMs = batch.eventTime(batch.row(i));
            if (timeMs < toldMs[stage]) {
                greatestDelayMs = Math.max(greatestDelayMs, toldMs[stage] - timeMs);
            }
        }
    }

    private List<Operator> open(Stage stage) {
        int count = 1 + random.nextInt(plan.tasks());
        return IntStream.range(0, count)
                .mapToObj(partition -> {
                    Operator operator = stage.spec().create();
                    operator.open(new KitContext(stage.spec().describe(), partition, count, counters));
                    return operator;
                })
                .toList();
    }

    private void restore() {
        restores++;
        for (int stage = 0; stage < stages.size(); stage++) {
            MemorySnapshot snapshot = new MemorySnapshot();
            tasks.get(stage).forEach(operator -> operator.snapshot(snapshot));
            List<Operator> fresh = open(stages.get(stage));
            for (int partition = 0; partition < fresh.size(); partition++) {
                fresh.get(partition).restore(snapshot.reader(partition, fresh.size()));
            }
            tasks.set(stage, fresh);
        }
    }

    private void assertEmpty() {
        for (int stage = 0; stage < stages.size(); stage++) {
            for (Operator operator : tasks.get(stage)) {
                if (operator.held().entries() != 0) {
                    throw new AssertionError("after the end of the input '"
                            + stages.get(stage).spec().describe() + "' holds " + operator.held());
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
