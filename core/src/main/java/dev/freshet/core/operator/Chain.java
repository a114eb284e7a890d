package dev.freshet.core.operator;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Operators one behind the other as one. What one puts out by the main port the next takes at once; other ports and dead
 * letters go straight out. Event and processing time reach an operator after everything that the ones before it made of
 * them. Counts {@link Counters#ROWS_IN} and {@link Counters#ROWS_OUT} of the whole.
 */
public final class Chain implements Operator {
    private final Operator[] operators;
    private @Nullable LongAdder rowsIn;
    private @Nullable LongAdder rowsOut;

    public Chain(List<Operator> operators) {
        this.operators = operators.toArray(Operator[]::new);
        if (operators.stream().skip(1).anyMatch(operator -> operator.lookup() != null)) {
            throw new IllegalArgumentException("only the first operator of a chain can look anything up");
        }
    }

    @Override
    public void open(OperatorContext context) {
        rowsIn = context.counters().counter(Counters.ROWS_IN);
        rowsOut = context.counters().counter(Counters.ROWS_OUT);
        for (Operator operator : operators) {
            operator.open(context);
        }
    }

    @Override
    public void process(int input, Batch batch, Output out) {
        if (rowsIn != null) {
            rowsIn.add(batch.size());
        }
        operators[0].process(input, batch, behind(0, out));
    }

    @Override
    public void advance(long watermarkMs, Output out) {
        long reachedMs = watermarkMs;
        for (int i = 0; i < operators.length; i++) {
            operators[i].advance(reachedMs, behind(i, out));
            reachedMs = operators[i].watermarkBehindMs(reachedMs);
        }
    }

    @Override
    public void tick(long nowMs, Output out) {
        for (int i = 0; i < operators.length; i++) {
            operators[i].tick(nowMs, behind(i, out));
        }
    }

    /** Each section begins with a byte that says which operator's it is. */
    @Override
    public void snapshot(SnapshotWriter to) {
        for (int i = 0; i < operators.length; i++) {
            byte index = (byte) i;
            operators[i].snapshot((keyGroup, version, bytes, from, end) -> {
                byte[] section = new byte[1 + end - from];
                section[0] = index;
                System.arraycopy(bytes, from, section, 1, end - from);
                to.section(keyGroup, version, section, 0, section.length);
            });
        }
    }

    @Override
    public void restore(SnapshotReader from) {
        for (int i = 0; i < operators.length; i++) {
            byte index = (byte) i;
            operators[i].restore(visitor -> from.forEach((keyGroup, version, bytes, start, end) -> {
                if (bytes[start] == index) {
                    visitor.section(keyGroup, version, bytes, start + 1, end);
                }
            }));
        }
    }

    @Override
    public long outputDelayMs() {
        long delayMs = 0;
        for (Operator operator : operators) {
            delayMs = Math.min(delayMs, Long.MAX_VALUE - operator.outputDelayMs()) + operator.outputDelayMs();
        }
        return delayMs;
    }

    @Override
    public Held held() {
        return Arrays.stream(operators).map(Operator::held).reduce(Held.NOTHING, Held::plus);
    }

    @Override
    public @Nullable Lookup lookup() {
        return operators[0].lookup();
    }

    @Override
    public void close() {
        for (Operator operator : operators) {
            operator.close();
        }
    }

    private Output behind(int index, Output out) {
        return new Output() {
            @Override
            public void emit(int port, Batch batch) {
                if (port == MAIN && index + 1 < operators.length) {
                    operators[index + 1].process(0, batch, behind(index + 1, out));
                    return;
                }
                if (port == MAIN && rowsOut != null) {
                    rowsOut.add(batch.size());
                }
                out.emit(port, batch);
            }

            @Override
            public void dead(Batch batch, int row, long rows, Reason reason, String detail) {
                out.dead(batch, row, rows, reason, detail);
            }
        };
    }
}
