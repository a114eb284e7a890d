package dev.freshet.topologies.deploy;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.decode.Decoder;
import dev.freshet.core.decode.DecoderSpec;
import dev.freshet.core.decode.Decoders;
import dev.freshet.core.decode.RecordChunk;
import dev.freshet.core.decode.Rejections;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.operator.Chain;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.operator.Output;
import dev.freshet.core.plan.InputNode;
import dev.freshet.core.time.PartitionClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An input: records are decoded, filtered, projected and pre-aggregated as in the source's task. */
final class DrivenSource {
    /** A record that gave no row. */
    interface Rejected {
        void reject(int partition, long offset, Reason reason, String detail);
    }

    private static final class Partition {
        final PartitionClock clock;
        long records;

        Partition(PartitionClock clock) {
            this.clock = clock;
        }
    }

    private record Branch(Component.Way way, Operator operators) {}

    private final Component component;
    private final InputNode input;
    private final DrivenWays ways;
    private final Rejected rejected;
    private final Decoder decoder;
    private final List<Branch> branches = new ArrayList<>();
    private final Map<Integer, Partition> partitions = new TreeMap<>();
    private boolean ended;

    /** @param handedOver what was handed to the plan, by name; more may come */
    DrivenSource(
            Component component,
            InputNode input,
            DecoderSpec decoder,
            Map<String, byte[]> handedOver,
            DrivenWays ways,
            Rejected rejected) {
        this.component = component;
        this.input = input;
        this.ways = ways;
        this.rejected = rejected;
        this.decoder = Decoders.create(decoder, Evaluator::of);
        for (Component.Way way : component.ways()) {
            Chain chain =
                    new Chain(way.chain().stream().map(OperatorSpec::create).toList());
            chain.open(new DrivenContext(input.name(), handedOver));
            branches.add(new Branch(way, chain));
        }
    }

    void pipe(int partition, List<byte[]> records) {
        if (ended) {
            throw new IllegalStateException("input '" + input.name() + "' has ended");
        }
        Partition to = partitions.computeIfAbsent(
                partition, unused -> new Partition(new PartitionClock(input.outOfOrderMs())));
        RecordChunk chunk = new RecordChunk();
        Rejections rejections =
                (record, reason, detail) -> rejected.reject(partition, chunk.offset(record), reason, detail);
        for (byte[] record : records) {
            chunk.add(record, 0, record.length, to.records++);
        }
        Batch batch = decoder.decode(chunk, input.name(), partition, to.clock, rejections);
        if (!batch.isEmpty()) {
            branches.forEach(branch -> send(branch, batch));
        }
        ways.advance(component, watermarkMs());
    }

    void end() {
        if (!ended) {
            ended = true;
            ways.advance(component, Long.MAX_VALUE);
        }
    }

    void close() {
        branches.forEach(branch -> branch.operators().close());
    }

    private long watermarkMs() {
        return partitions.values().stream()
                .mapToLong(partition -> partition.clock.watermarkMs())
                .min()
                .orElse(PartitionClock.NOTHING_SEEN);
    }

    private void send(Branch branch, Batch batch) {
        if (branch.way().chain().isEmpty()) {
            ways.send(branch.way(), batch);
            return;
        }
        branch.operators().process(0, batch, new Output() {
            @Override
            public void emit(int port, Batch made) {
                if (port == MAIN) {
                    ways.send(branch.way(), made);
                }
            }

            @Override
            public void dead(Batch of, int row, long rows, Reason reason, String detail) {
                ways.dead(of, row, reason, detail);
            }
        });
    }
}
