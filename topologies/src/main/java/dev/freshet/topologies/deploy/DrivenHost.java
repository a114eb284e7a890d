package dev.freshet.topologies.deploy;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.operator.ChainSpec;
import dev.freshet.core.operator.Held;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.operator.Output;
import dev.freshet.core.time.WatermarkMerger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A component with an operator, as the only task of it, called directly by those before it. */
final class DrivenHost {
    private final Component component;
    private final Operator operator;
    private final List<String> senders;
    private final WatermarkMerger merger;
    private final DrivenWays ways;

    /**
     * @param senders the components whose rows it takes
     * @param handedOver what was handed to the plan, by name; more may come
     */
    DrivenHost(Component component, List<String> senders, Map<String, byte[]> handedOver, DrivenWays ways) {
        this.component = component;
        this.senders = List.copyOf(senders);
        this.ways = ways;
        this.merger = new WatermarkMerger(senders.size(), false);
        List<OperatorSpec> chain = new ArrayList<>(List.of(Objects.requireNonNull(component.operator())));
        chain.addAll(component.chain());
        this.operator = new ChainSpec(chain).create();
        if (operator.lookup() != null) {
            throw new IllegalArgumentException(
                    "a driven plan has no Redis to look anything up in ('" + component.operatorName() + "')");
        }
        operator.open(new DrivenContext(component.operatorName(), handedOver));
    }

    void process(String stream, Batch batch) {
        operator.process(Math.max(0, component.inputStreams().indexOf(stream)), batch, out());
    }

    void advance(String sender, long watermarkMs) {
        if (merger.report(senders.indexOf(sender), watermarkMs, watermarkMs, false, 0)) {
            operator.advance(merger.watermarkMs(), out());
            ways.advance(component, operator.watermarkBehindMs(merger.watermarkMs()));
        }
    }

    void tick(long nowMs) {
        operator.tick(nowMs, out());
    }

    Held held() {
        return operator.held();
    }

    void close() {
        operator.close();
    }

    private Output out() {
        return new Output() {
            @Override
            public void emit(int port, Batch batch) {
                for (Component.Way way : component.ways()) {
                    if (way.edge().port() == port) {
                        ways.send(way, batch);
                    }
                }
            }

            @Override
            public void dead(Batch batch, int row, long rows, Reason reason, String detail) {
                ways.dead(batch, row, reason, detail);
            }
        };
    }
}
