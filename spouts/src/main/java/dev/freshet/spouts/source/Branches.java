package dev.freshet.spouts.source;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.operator.Output;
import java.util.ArrayList;
import java.util.List;

/** The operators of a source task's branches, and the way of a batch through them. */
final class Branches {
    /** Where a batch ends up, and its dead rows. */
    interface Exit {
        void send(String stream, Batch batch);

        void dead(Batch batch, int row, long rows, Reason reason, String detail);
    }

    private record Way(List<Operator> operators, String stream) {}

    private final List<Way> ways = new ArrayList<>();
    private final Exit exit;

    Branches(List<Branch> branches, OperatorContext context, Exit exit) {
        this.exit = exit;
        for (Branch branch : branches) {
            List<Operator> operators =
                    branch.chain().stream().map(OperatorSpec::create).toList();
            operators.forEach(operator -> operator.open(context));
            ways.add(new Way(operators, branch.edge().stream()));
        }
    }

    /** Sends the batch through every branch. */
    void process(Batch batch) {
        if (batch.isEmpty()) {
            return;
        }
        for (Way way : ways) {
            process(way, 0, batch);
        }
    }

    void close() {
        ways.forEach(way -> way.operators().forEach(Operator::close));
    }

    private void process(Way way, int step, Batch batch) {
        if (step == way.operators().size()) {
            exit.send(way.stream(), batch);
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
                process(way, step + 1, batch);
            }
        }

        @Override
        public void dead(Batch batch, int row, long rows, Reason reason, String detail) {
            exit.dead(batch, row, rows, reason, detail);
        }
    }
}
