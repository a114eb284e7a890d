package dev.freshet.testkit.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.AggregateKind;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.key.HeavyKeys;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.key.KeyHash;
import dev.freshet.core.operator.BatchPartitioner;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.pattern.AfterMatch;
import dev.freshet.core.pattern.PatternSpec;
import dev.freshet.core.pattern.RowPatternParser;
import dev.freshet.core.process.ProcessSpec;
import dev.freshet.core.window.Trigger;
import dev.freshet.core.window.WindowAggregateSpec;
import dev.freshet.core.window.WindowSpec;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A key with nine rows in ten: what is aggregated before the split sends a row of it for each batch and pane; of what needs the rows
 * themselves the sketch finds the key. That the answers are the same is in the operators' own tests, in some of whose cases one
 * key is as heavy.
 */
final class HeavyKeyTest {
    private static final int BATCHES = 40;
    private static final int ROWS = 2_000;
    private static final List<NamedExpr> KEYS = List.of(new NamedExpr("src", FlowCase.column("src")));

    @Test
    void aggregatedRowsHaveNoHeavyKey() {
        List<WindowSpec> windows = List.of(
                WindowSpec.tumbling(60_000),
                WindowSpec.hopping(60_000, 10_000),
                WindowSpec.cumulative(60_000, 10_000),
                WindowSpec.session(5_000));
        for (WindowSpec window : windows) {
            // Exact states that cannot be summed up in a number are states all the same.
            for (AggregateKind kind :
                    List.of(AggregateKind.COUNT_DISTINCT, AggregateKind.MEDIAN, AggregateKind.COLLECT_LIST)) {
                HeavyKeys keys = split(Optional.of(aggregate(window, kind).partial()));
                assertThat(keys.share()).as("%s of %s", kind, window).isLessThan(0.1);
            }
        }
    }

    @Test
    void theHeavyKeyOfRowsIsFound() {
        List<OperatorSpec> senders = List.of(
                aggregate(WindowSpec.rows(100), AggregateKind.MEDIAN).partial(),
                aggregate(WindowSpec.global(Trigger.AT_END.everyRows(10)), AggregateKind.MEDIAN)
                        .partial(),
                new ProcessSpec(KEYS, "restless", 1_000, FlowCase.SCHEMA).partial(),
                new PatternSpec(
                                KEYS,
                                RowPatternParser.parse("a b"),
                                List.of(),
                                1_000,
                                AfterMatch.PAST_LAST,
                                List.of(),
                                JoinLimits.DEFAULT,
                                FlowCase.SCHEMA)
                        .partial());
        senders.forEach(sender -> requireWhale(split(Optional.of(sender)), sender.describe()));
        requireWhale(split(Optional.empty()), "joins, dedup, analyze");
    }

    private static void requireWhale(HeavyKeys keys, String context) {
        assertThat(keys.share()).as(context).isBetween(0.8, 0.95);
        Batch whale = batch(0, row -> "whale");
        KeyEncoder encoder = new KeyEncoder(0);
        int length = encoder.encode(whale, 0);
        assertThat(keys.heaviest()).as(context).isEqualTo(KeyHash.hash(encoder.buffer(), 0, length));
    }

    /** What the sketch of an edge by {@code src} has seen of all rows. */
    private static HeavyKeys split(Optional<OperatorSpec> sender) {
        Random random = new Random(9);
        HeavyKeys keys = new HeavyKeys((seen, partitions) -> {});
        CollectedOutput sent = new CollectedOutput();
        Optional<Operator> operator = sender.map(OperatorSpec::create);
        operator.ifPresent(it -> it.open(KitContext.single("sender")));
        for (int i = 0; i < BATCHES; i++) {
            Batch batch = batch(i, row -> random.nextInt(10) > 0 ? "whale" : "host" + random.nextInt(5_000));
            operator.ifPresentOrElse(it -> it.process(0, batch, sent), () -> sent.emit(0, batch));
        }
        List<Batch> batches = sent.batches();
        BatchPartitioner partitioner = BatchPartitioner.by(batches.get(0).schema(), List.of("src"), keys);
        batches.forEach(batch -> partitioner.split(batch, 4, (partition, rows) -> {}));
        return keys;
    }

    private interface Names {
        String of(int row);
    }

    private static Batch batch(int number, Names names) {
        BatchBuilder builder = new BatchBuilder(FlowCase.SCHEMA);
        for (int row = 0; row < ROWS; row++) {
            builder.putText(0, names.of(row));
            builder.putLong(2, row);
            int offset = number * ROWS + row;
            builder.endRow(offset, offset, Long.MIN_VALUE);
        }
        return builder.build(new Origin("flows", 0, (long) number * ROWS, (number + 1L) * ROWS - 1));
    }

    private static WindowAggregateSpec aggregate(WindowSpec window, AggregateKind kind) {
        List<Double> parameters = kind == AggregateKind.COLLECT_LIST ? List.of(10_000.0) : List.of();
        AggregateCall call = new AggregateCall(kind, List.of(FlowCase.column("bytes")), parameters, "value");
        return new WindowAggregateSpec(KEYS, window, List.of(call), FlowCase.SCHEMA);
    }
}
