package dev.freshet.spouts.source;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.FilterSpec;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.operator.Output;
import dev.freshet.storm.EdgeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * The operators of a source task's branches, and the way of a batch through them. A row that the filters of every branch
 * drop is counted as {@link Counters#FILTERED}, once; one that an expression failed for is not, since it is a dead letter.
 */
final class Branches {
    /** Where a batch ends up, and its dead rows. */
    interface Exit {
        void send(String stream, Batch batch);

        void dead(Batch batch, int row, long rows, Reason reason, String detail);
    }

    /**
     * A branch.
     *
     * @param lastFilter the place of its last filter: what comes out there the branch has taken; -1 if it takes all
     */
    private record Way(List<Operator> operators, List<String> streams, int lastFilter) {}

    private final List<Way> ways = new ArrayList<>();
    private final Exit exit;
    private final LongAdder filtered;
    private final boolean allFilter;
    private final TakenRows taken = new TakenRows();

    Branches(List<Branch> branches, OperatorContext context, Exit exit) {
        this.exit = exit;
        this.filtered = context.counters().counter(Counters.FILTERED);
        for (Branch branch : branches) {
            List<Operator> operators =
                    branch.chain().stream().map(OperatorSpec::create).toList();
            operators.forEach(operator -> operator.open(context));
            List<String> streams = branch.edges().stream().map(EdgeSpec::stream).toList();
            ways.add(new Way(operators, streams, lastFilter(branch.chain())));
        }
        allFilter = ways.stream().noneMatch(way -> way.lastFilter() < 0);
    }

    private static int lastFilter(List<OperatorSpec> chain) {
        // Behind an operator that moves rows it cannot be told which row of the batch they are.
        int last = (int) chain.stream().takeWhile(OperatorSpec::keepsPlaces).count() - 1;
        while (last >= 0 && !(chain.get(last) instanceof FilterSpec)) {
            last--;
        }
        return last;
    }

    /** Sends the batch through every branch. */
    void process(Batch batch) {
        if (batch.isEmpty()) {
            return;
        }
        if (allFilter) {
            taken.begin(batch);
        }
        for (Way way : ways) {
            process(way, 0, batch);
        }
        if (allFilter) {
            filtered.add(taken.leftOf(batch));
        }
    }

    /** Whether nothing refers to a batch's arrays any more when it has been sent: what comes before an operator that copies them holds nothing. */
    boolean copyInput() {
        return ways.stream().allMatch(way -> way.operators().stream().anyMatch(Operator::copiesInput));
    }

    void close() {
        ways.forEach(way -> way.operators().forEach(Operator::close));
    }

    private void process(Way way, int step, Batch batch) {
        if (step == way.operators().size()) {
            for (String stream : way.streams()) {
                exit.send(stream, batch);
            }
        } else {
            way.operators().get(step).process(0, batch, new Step(way, step));
        }
    }

    private final class Step implements Output {
        private final Way way;
        private final int step;

        Step(Way way, int step) {
            this.way = way;
            this.step = step;
        }

        @Override
        public void emit(int port, Batch batch) {
            if (port == MAIN && !batch.isEmpty()) {
                if (allFilter && step == way.lastFilter()) {
                    taken.take(batch);
                }
                process(way, step + 1, batch);
            }
        }

        @Override
        public void dead(Batch batch, int row, long rows, Reason reason, String detail) {
            if (allFilter && step <= way.lastFilter()) {
                taken.take(row);
            }
            exit.dead(batch, row, rows, reason, detail);
        }
    }
}
