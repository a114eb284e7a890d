package dev.freshet.topologies.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.SinkNode;
import dev.freshet.core.plan.Step;
import dev.freshet.topologies.problem.Problem;
import dev.freshet.topologies.problem.Problems;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanReaderTest {
    private static final String INPUTS = """
            name: shop
            inputs:
              orders:
                format: json
                schema: { ts: TIMESTAMP(ms), item: VARCHAR, price: DOUBLE NULL, city: VARCHAR FROM client.city }
                out-of-order: 5s
            """;

    @Test
    void readsInputsStreamsAndResultsInAnyOrder() {
        Plan plan = plan(INPUTS + """
                streams:
                  cheap: { from: priced, where: price < 10 }
                  priced: { from: orders, where: price IS NOT NULL, select: 'item, price' }
                results:
                  items: { from: cheap, by: item, window: 1m/10s, aggregate: 'count() AS n, sum(price) AS total' }
                  best: { from: priced, by: item, window: 5m, aggregate: count() AS n, top: { n: 3, by: n }, retain: 2h }
                  log: { from: cheap }
                """);
        assertThat(plan.steps())
                .extracting(Step::name)
                .containsExactly("priced.where", "priced", "cheap", "items.aggregate", "best.aggregate", "best.top");
        assertThat(plan.sinks())
                .extracting(SinkNode::name, SinkNode::kind, SinkNode::from)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("items", SinkNode.Kind.WINDOWS, "items.aggregate"),
                        org.assertj.core.groups.Tuple.tuple("best", SinkNode.Kind.TOP, "best.top"),
                        org.assertj.core.groups.Tuple.tuple("log", SinkNode.Kind.LOG, "cheap"));
        assertThat(plan.sinks().get(1).retainMs()).isEqualTo(7_200_000);
        assertThat(plan.schema("best.top").names())
                .containsExactly("window_start", "window_end", "rank", "item", "n", "_kind", "_rev");
    }

    @Test
    void keepsOnlyWhatBoundInputsReach() {
        Plan plan = plan(INPUTS + """
                  other: { format: access-log }
                results:
                  items: { from: orders, by: item, window: 1m, aggregate: count() AS n }
                  status: { from: other, by: status, window: 1m, aggregate: count() AS n }
                """);
        Plan bound = plan.boundTo(Set.of("other"));
        assertThat(bound.sinks()).extracting(SinkNode::name).containsExactly("status");
        assertThat(bound.steps()).extracting(Step::name).containsExactly("status.aggregate");
    }

    @Test
    void tellsEveryProblemAtItsPlace() {
        Problems problems = new Problems();
        PlanReader.read("my.yaml", """
                name: my job
                inputs:
                  access: { format: acces-log, out-of-order: 2 minutes }
                  flows:
                    format: json
                    schema: { ts: TIMESTAMP(ms), src: VARCHR, bytes: BIGINT }
                    tme: ts
                  ok:
                    format: json
                    schema: { ts: TIMESTAMP(ms), src: VARCHAR, bytes: BIGINT }
                streams:
                  a: { from: b, where: "bytes > 1" }
                  b: { from: a, where: "bytes > 1" }
                results:
                  one: { from: ok, by: scr, window: 1m, aggregate: "count() AS n, sum(byts) AS b" }
                  two: { from: ok, by: src, aggregate: "count() AS n" }
                  three: { from: nowhere, by: src, window: 1m, aggregate: "count() AS n" }
                  four: { from: ok, by: src, window: 7s/2s, aggregate: "count() AS n", top: { n: 0, by: m } }
                  four: { from: ok }
                """, List.of(), problems);
        assertThat(problems.all())
                .extracting(problem ->
                        problem.place().line() + ":" + problem.place().column())
                .containsExactly(
                        "1:7", "3:21", "3:46", "6:39", "7:5", "12:14", "13:14", "15:24", "15:71", "16:8", "17:18",
                        "18:38", "18:82", "18:89", "19:3");
        assertThat(problems.all())
                .extracting(Problem::message)
                .anyMatch(message -> message.contains("did you mean 'access-log'?"))
                .anyMatch(message -> message.contains("did you mean 'src'?"))
                .anyMatch(message -> message.contains("window size must be a multiple of the slide (size 7000 ms"));
    }

    @Test
    void tellsWhereTextIsNoYaml() {
        Problems problems = new Problems();
        assertThat(PlanReader.read("x.yaml", "name: a\n  inputs: [", List.of(), problems))
                .isEmpty();
        assertThat(problems.all())
                .singleElement()
                .extracting(problem -> problem.place().line())
                .isEqualTo(2);
    }

    private static Plan plan(String yaml) {
        Problems problems = new Problems();
        var file = PlanReader.read("test.yaml", yaml, List.of(), problems);
        assertThat(problems.all()).isEmpty();
        return file.orElseThrow().plan();
    }
}
