package dev.freshet.core.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ChainTest {
    private static final Schema INPUT =
            Schema.of(Field.nullable("keep", Type.BOOLEAN), Field.required("n", Type.BIGINT));

    private final Counters counters = new Counters();
    private final List<Batch> emitted = new ArrayList<>();
    private final Output output = new Output() {
        @Override
        public void emit(int port, Batch batch) {
            emitted.add(batch);
        }

        @Override
        public void dead(Batch batch, int row, long rows, Reason reason, String detail) {
            throw new AssertionError("dead letter: " + detail);
        }
    };

    @Test
    void filtersThenProjectsAndCounts() {
        ChainSpec spec = ChainSpec.of(
                new FilterSpec(new Expr.Column(0, "keep", Type.BOOLEAN, true), INPUT),
                new ProjectSpec(List.of(new NamedExpr("m", new Expr.Column(1, "n", Type.BIGINT, false)))));
        Operator chain = spec.create();
        chain.open(new Context());

        chain.process(0, rows(true, null, false, true), output);

        assertThat(spec.outputSchema()).isEqualTo(Schema.of(Field.required("m", Type.BIGINT)));
        assertThat(spec.describe()).isEqualTo("filter keep → project n AS m");
        assertThat(emitted).hasSize(1);
        Batch batch = emitted.get(0);
        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.longs(0).get(batch.row(1))).isEqualTo(3);
        assertThat(batch.offset(batch.row(1))).isEqualTo(103);
        assertThat(counters.read())
                .containsEntry(Counters.ROWS_IN, 4L)
                .containsEntry(Counters.NOT_TAKEN, 2L)
                .containsEntry(Counters.ROWS_OUT, 2L);
    }

    @Test
    void aBatchOfWhichNothingIsLeftGoesNoFurther() {
        Operator chain = ChainSpec.of(new FilterSpec(new Expr.Column(0, "keep", Type.BOOLEAN, true), INPUT))
                .create();
        chain.open(new Context());

        chain.process(0, rows(false, null), output);

        assertThat(emitted).isEmpty();
    }

    @Test
    void partitionsAreSplitWithoutLoss() {
        BatchPartitioner partitioner = BatchPartitioner.by(INPUT, List.of("n"));
        Batch batch = rows(true, true, true, true, true, true, true, true, true, true);
        List<Long> seen = new ArrayList<>();
        List<Integer> partitions = new ArrayList<>();

        partitioner.split(batch, 4, (partition, part) -> {
            partitions.add(partition);
            for (int i = 0; i < part.size(); i++) {
                seen.add(part.longs(1).get(part.row(i)));
            }
        });

        assertThat(seen).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(partitions).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(1);
    }

    private static Batch rows(@Nullable Boolean... keep) {
        BatchBuilder builder = new BatchBuilder(INPUT);
        for (int i = 0; i < keep.length; i++) {
            if (keep[i] != null) {
                builder.putBoolean(0, keep[i]);
            }
            builder.putLong(1, i);
            builder.endRow(1000 + i, 100 + i, 0);
        }
        return builder.build(new Origin("in", 0, 100, 100 + keep.length - 1));
    }

    private final class Context implements OperatorContext {
        @Override
        public String name() {
            return "chain";
        }

        @Override
        public int partition() {
            return 0;
        }

        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public Counters counters() {
            return counters;
        }
    }
}
