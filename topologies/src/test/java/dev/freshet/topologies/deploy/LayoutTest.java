package dev.freshet.topologies.deploy;

import static dev.freshet.topologies.pipeline.AggregateText.count;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.decode.DecoderSpec;
import dev.freshet.core.decode.Decoders;
import dev.freshet.core.decode.RecordChunk;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.plan.InputNode;
import dev.freshet.core.plan.Plan;
import dev.freshet.core.time.PartitionClock;
import dev.freshet.storm.EdgeSpec;
import dev.freshet.topologies.pipeline.Input;
import dev.freshet.topologies.pipeline.Pipeline;
import dev.freshet.topologies.pipeline.RedisSink;
import dev.freshet.topologies.pipeline.Windows;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LayoutTest {
    @Test
    void countingNeedsNoColumn() {
        Pipeline pipeline = Pipeline.named("all");
        pipeline.from(Input.json("in").field("ts", "TIMESTAMP(ms)").field("src", "VARCHAR"))
                .keyBy()
                .window(Windows.tumbling(Duration.ofMinutes(1)))
                .aggregate(count().as("n"))
                .to(RedisSink.windows("minute"));
        Plan plan = pipeline.plan();
        InputNode input = plan.inputs().get(0);
        int[] projection = new Layout(plan).projection(input);
        assertThat(projection).isEmpty();
        RecordChunk chunk = new RecordChunk();
        for (String record : new String[] {"{\"ts\":1}", "{\"ts\":2,\"src\":7}", "{\"src\":\"a\"}"}) {
            byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
            chunk.add(bytes, 0, bytes.length, chunk.count());
        }
        DecoderSpec spec =
                new DecoderSpec(input.format(), input.fields(), input.timeField(), projection, null, 1 << 20);
        Batch batch = Decoders.create(spec, Evaluator::of)
                .decode(
                        chunk,
                        "in",
                        0,
                        new PartitionClock(0),
                        (record, reason, detail) -> assertThat(record).isEqualTo(2));
        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.schema().size()).isZero();
    }

    @Test
    void columnsOfArgumentsAndFiltersAreRead() {
        Plan plan = Plans.read("""
                name: shop
                inputs:
                  orders:
                    format: json
                    schema: { ts: TIMESTAMP(ms), item: VARCHAR, price: DOUBLE, n: BIGINT, paid: BOOLEAN, note: VARCHAR }
                results:
                  sold:
                    from: orders
                    window: 1m
                    aggregate: vwap(price, n) FILTER (WHERE paid) AS price
                """);
        assertThat(new Layout(plan).projection(plan.inputs().get(0))).containsExactly(2, 3, 4);
    }

    @Test
    void duplicatesAreFoundInTasksOfTheirKey() {
        Plan plan = Plans.read("""
                name: shop
                inputs:
                  orders: { format: json, schema: { ts: TIMESTAMP(ms), id: BIGINT, item: VARCHAR, n: BIGINT, note: VARCHAR } }
                results:
                  sold: { from: orders, where: n > 0, dedup: { by: id, within: 10m }, select: item }
                """);
        Layout layout = new Layout(plan);
        assertThat(layout.projection(plan.inputs().get(0))).containsExactly(1, 2, 3);
        assertThat(layout.components()).extracting(Component::id).containsExactly("source-orders", "dedup-sold");
        Component.Way way = layout.components().get(0).ways().get(0);
        assertThat(way.edge()).isEqualTo(EdgeSpec.keyed("dedup-sold", List.of("id")));
        assertThat(layout.components().get(1).operator())
                .extracting(OperatorSpec::describe)
                .isEqualTo("dedup by id within 600000 ms");
        assertThat(Objects.requireNonNull(layout.components().get(1).operator())
                        .outputSchema()
                        .names())
                .containsExactly("id", "item");
    }

    @Test
    void whatGoesToATopicIsChangedOnceForBothWays() {
        String sums = """
                name: shop
                inputs:
                  orders: { format: json, schema: { ts: TIMESTAMP(ms), item: VARCHAR, n: BIGINT } }
                streams:
                  sums: { from: orders, by: item, window: 1m, aggregate: sum(n) AS n }
                results:
                """;
        Plan plan = Plans.read(sums + """
                  large: { from: orders, where: n > 9, topic: large }
                  many: { from: sums, having: n > 5, topic: many }
                """);
        Layout layout = new Layout(plan);
        assertThat(layout.components()).extracting(Component::id).containsExactly("source-orders", "window-sums");
        Component host = layout.components().get(1);
        assertThat(host.chain()).hasSize(1);
        assertThat(host.ways())
                .extracting(Component.Way::edge)
                .containsExactly(
                        EdgeSpec.keyed("result-many", List.of("item")), EdgeSpec.keyed("topic-many", List.of("item")));
        List<Component.Way> ways = layout.components().get(0).ways();
        assertThat(ways.stream().filter(way -> way.topicAmong(ways).isPresent()))
                .extracting(way -> way.edge().stream())
                .containsExactly("result-large");

        Plan split = Plans.read(sums + """
                  many: { from: sums, having: n > 5, topic: many }
                  all: { from: sums, topic: all }
                """);
        Layout apart = new Layout(split);
        assertThat(apart.components())
                .extracting(Component::id)
                .containsExactly("source-orders", "window-sums", "step-result-many");
        assertThat(apart.topics())
                .extracting(topic -> topic.from().id() + " " + topic.stream())
                .containsExactly("step-result-many topic-many", "window-sums topic-all");
    }

    @Test
    void aBroadcastTableGoesToAllTasksAndTheStreamToAny() {
        Plan plan = Plans.read("""
                name: money
                inputs:
                  purchases: { format: json, schema: { ts: TIMESTAMP(ms), currency: VARCHAR, price: DOUBLE, note: VARCHAR } }
                  rates: { format: json, schema: { ts: TIMESTAMP(ms), currency: VARCHAR, note: VARCHAR, op: VARCHAR, rate: DOUBLE } }
                results:
                  values: { join: { left: purchases, right: rates, on: currency, table: broadcast, deleted: op = 'd' }, select: price * rate AS v }
                """);
        Layout layout = new Layout(plan);
        assertThat(layout.projection(plan.inputs().get(0))).containsExactly(1, 2);
        assertThat(layout.projection(plan.inputs().get(1))).containsExactly(1, 3, 4);
        assertThat(layout.components().subList(0, 2))
                .extracting(component -> component.ways().get(0).edge())
                .containsExactly(EdgeSpec.spread("join-values-left"), EdgeSpec.toAll("join-values-right"));
    }

    @Test
    void analysesComputeWhatIsRead() {
        Plan plan = Plans.read("""
                name: market
                inputs:
                  trades: { format: json, schema: { ts: TIMESTAMP(ms), id: BIGINT, symbol: VARCHAR, price: DOUBLE, size: BIGINT } }
                streams:
                  all:
                    from: trades
                    analyze: { by: symbol, columns: "price - LAG(price) AS change, sum(size) OVER (ROWS 10) AS recent, ROW_NUMBER() AS n" }
                results:
                  changes: { from: all, select: "change, n" }
                """);
        Layout layout = new Layout(plan);
        assertThat(layout.projection(plan.inputs().get(0))).containsExactly(2, 3);
        Component host = layout.components().get(1);
        assertThat(host.id()).isEqualTo("analyze-all");
        assertThat(host.operator())
                .extracting(OperatorSpec::describe)
                .isEqualTo("analyze by symbol: LAG(price, 1), ROW_NUMBER()");
        assertThat(host.ways().get(0).chain())
                .extracting(OperatorSpec::describe)
                .containsExactly("project price - \"$0\" AS change, \"$2\" AS n", "project change, n");
    }

    @Test
    void aStreamAndAResultOfOneNameAreTwoComponents() {
        Plan plan = Plans.read("""
                name: shop
                inputs:
                  orders: { format: json, schema: { ts: TIMESTAMP(ms), item: VARCHAR, n: BIGINT } }
                streams:
                  sold: { from: orders, by: item, window: 1m, aggregate: sum(n) AS n }
                  items: { from: orders, where: n > 0 }
                results:
                  sold: { from: items, by: item, window: 1m, aggregate: sum(n) AS n }
                  raw: { from: sold }
                """);
        assertThat(new Layout(plan).components())
                .extracting(Component::id)
                .containsExactly("source-orders", "window-sold", "window-sold.result");
    }
}
