package dev.freshet.testkit.join;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.join.JoinColumn;
import dev.freshet.core.join.JoinInputs;
import dev.freshet.core.operator.Held;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.snapshot.MemorySnapshot;
import dev.freshet.testkit.operator.CollectedOutput;
import dev.freshet.testkit.operator.CollectedOutput.Dead;
import dev.freshet.testkit.operator.KitContext;
import java.util.ArrayList;
import java.util.List;

/** One task of a join, fed by hand with rows {@code "time key value"}; a key {@code -} is NULL. */
final class JoinProbe {
    static final Schema SCHEMA = Schema.of(Field.nullable("k", Type.VARCHAR), Field.required("v", Type.VARCHAR));
    static final JoinInputs INPUTS = new JoinInputs(SCHEMA, SCHEMA, List.of("k"), List.of("k"));
    static final List<JoinColumn> LEFT = List.of(JoinColumn.left("v"));
    static final List<JoinColumn> BOTH = List.of(JoinColumn.left("v"), JoinColumn.right("v", "w"));

    private final OperatorSpec spec;
    private final CollectedOutput output = new CollectedOutput();
    private Operator operator;
    private int taken;
    private int offset;

    JoinProbe(OperatorSpec spec) {
        this.spec = spec;
        operator = open();
    }

    /** Rows without offsets come by the left input; returns what comes out. */
    List<String> left(String... rows) {
        return process(0, batch(Origin.DERIVED, rows));
    }

    /** Rows without offsets come by an input. */
    List<String> input(int input, String... rows) {
        return process(input, batch(Origin.DERIVED, rows));
    }

    List<String> right(String... rows) {
        return process(1, batch(Origin.DERIVED, rows));
    }

    /** Rows of one partition come by the right input, with offsets that count on from all before. */
    List<String> rightOf(int partition, String... rows) {
        return process(1, batch(new Origin("right", partition, offset, offset + rows.length - 1L), rows));
    }

    List<String> watermark(long ms) {
        operator.advance(ms, output);
        return taken();
    }

    /** The rest of the results, after the end of the input. */
    List<String> end() {
        return watermark(Long.MAX_VALUE);
    }

    /** Goes on from a snapshot with a new operator. */
    void restore() {
        MemorySnapshot snapshot = new MemorySnapshot();
        operator.snapshot(snapshot);
        operator = open();
        operator.restore(snapshot.reader(0, 1));
    }

    Held held() {
        return operator.held();
    }

    List<Dead> dead() {
        return output.dead();
    }

    private Operator open() {
        Operator fresh = spec.create();
        fresh.open(KitContext.single("join"));
        return fresh;
    }

    private List<String> process(int input, Batch batch) {
        operator.process(input, batch, output);
        return taken();
    }

    private List<String> taken() {
        List<String> rows = new ArrayList<>();
        for (; taken < output.batches().size(); taken++) {
            Batch batch = output.batches().get(taken);
            for (int i = 0; i < batch.size(); i++) {
                StringBuilder text = new StringBuilder();
                for (int column = 0; column < batch.schema().size(); column++) {
                    text.append(batch.column(column).value(batch.row(i))).append(' ');
                }
                rows.add(text.append('@').append(batch.eventTime(batch.row(i))).toString());
            }
        }
        return rows;
    }

    private Batch batch(Origin origin, String... rows) {
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        for (String row : rows) {
            String[] parts = row.split(" ", -1);
            if (!parts[1].equals("-")) {
                builder.putText(0, parts[1]);
            }
            builder.putText(1, parts[2]);
            if (origin.equals(Origin.DERIVED)) {
                builder.endRow(Long.parseLong(parts[0]));
            } else {
                builder.endRow(Long.parseLong(parts[0]), offset++, Long.MIN_VALUE);
            }
        }
        return builder.build(origin);
    }
}
