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
    @Test
    void readsInputsStreamsAndResultsInAnyOrder() {
        Plan plan = plan(Told.SHOP + """
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
    void aResultMayGoToATopicOfAPossibleName() {
        Plan plan = plan(Told.SHOP + """
                results:
                  all: { from: orders, topic: all.orders_1-x }
                  items: { from: orders, by: item, window: 1m, aggregate: count() AS n }
                """);
        assertThat(plan.sinks()).extracting(SinkNode::topic).containsExactly("all.orders_1-x", "");
        assertThat(plan.topics()).containsExactly("all.orders_1-x");
        assertThat(Told.by(Told.SHOP + """
                results:
                  all: { from: orders, topic: "all orders" }
                """)).containsExactly("8:31: 'topic' must be a topic's name");
    }

    @Test
    void keepsOnlyWhatBoundInputsReach() {
        Plan plan = plan(Told.SHOP + """
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
    void aResultMayHaveTheNameOfAStream() {
        Plan plan = plan(Told.SHOP + """
                streams:
                  kept: { from: orders, where: price > 0, select: 'item, price' }
                results:
                  kept: { from: kept, where: price < 10 }
                  orders: { from: orders, where: price IS NULL }
                """);
        assertThat(plan.steps())
                .extracting(Step::name, Step::from)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("kept.where", "orders"),
                        org.assertj.core.groups.Tuple.tuple("kept", "kept.where"),
                        org.assertj.core.groups.Tuple.tuple("kept.result.where", "kept"),
                        org.assertj.core.groups.Tuple.tuple("orders.result.where", "orders"));
        assertThat(plan.sinks()).extracting(SinkNode::from).containsExactly("kept.result.where", "orders.result.where");
    }

    @Test
    void aResultWithTheNameOfABrokenStreamIsToldOfNothingElse() {
        assertThat(Told.by(Told.SHOP + """
                streams:
                  kept: { from: orders, where: price > 0, select: 'itm' }
                results:
                  kept: { from: orders, where: price < 10 }
                """)).containsExactly("8:52: no column 'itm'");
    }

    @Test
    void joinsStreamsThatStandInAnyOrder() {
        Plan plan = plan(Told.SHOP + """
                  visits: { format: json, schema: { ts: TIMESTAMP(ms), item: VARCHAR, price: DOUBLE } }
                streams:
                  bought: { join: { left: dear, right: visits, kind: left, on: item, within: -1m..5s }, where: price > 2 }
                  dear: { from: orders, where: price > 1 }
                results:
                  pairs: { from: bought }
                  never: { join: { left: visits, right: orders, kind: anti, on: 'item, price', window: 1h }, select: item }
                """);
        assertThat(plan.steps())
                .extracting(Step::name)
                .containsExactly("dear", "bought.join", "bought", "never.join", "never.select");
        assertThat(plan.step("bought.join").orElseThrow().inputs()).containsExactly("dear", "visits");
        assertThat(plan.schema("bought").names())
                .containsExactly("ts", "item", "price", "city", "visits_ts", "visits_price");
        assertThat(plan.schema("never.join").names()).containsExactly("ts", "item", "price");
        assertThat(plan.boundTo(Set.of("orders")).sinks()).isEmpty();
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
    void whatTakesRowsOfAnUnknownInputIsJudgedNevertheless() {
        assertThat(Told.by(Told.SHOP + """
                results:
                  one: { from: ordrs, by: LOWR(x) AS k, window: 1 minute, aggregate: "cunt() AS n, sum(any + 1) AS s" }
                  two: { where: "x > > 1", window: 1m, early: soon, aggregate: "count() AS n, quantile(x, 7) AS q" }
                  three: { from: orders, select: "item, prise", having: "1 +", top: { n: 0 } }
                """))
                .containsExactly(
                        "8:16: unknown input or stream 'ordrs'",
                        "8:27: no function 'LOWR'",
                        "8:49: a window must be a size",
                        "8:71: no aggregate 'cunt'",
                        "9:8: 'from' is missing",
                        "9:20: unexpected '>'",
                        "9:47: 'early' must be a number and",
                        "9:91: quantile takes a constant rank from",
                        "10:41: no column 'prise'",
                        "10:61: the expression ends too early",
                        "10:69: 'top' needs 'by'",
                        "10:74: 'n' must be a whole number");
    }

    @Test
    void whatTakesRowsOfABrokenInputIsJudgedByWhatIsKnownOfIt() {
        assertThat(Told.by("""
                name: bad
                inputs:
                  in: { format: jsn, schema: { ts: TIMESTAMP(ms), a: BIGNT, b: BIGINT }, time: ts }
                  log: { format: access-log, out-of-order: long }
                  bad name: { format: json, schema: { ts: TIMESTAMP(ms), a: BIGINT }, time: tts }
                streams:
                  s: { from: in, where: a + 1 > b AND c = 1 }
                  t: { from: s, select: "d, e AS f" }
                results:
                  one: { from: in, by: a, window: 1 minute, aggregate: "cunt() AS n, sum(a) AS s, avg(b || 'x') AS v" }
                  two: { from: log, by: status, window: 1h, aggregate: sum(path) AS n, top: { n: 1, by: m } }
                  three: { from: log, by: status, window: 1h, aggregate: sum(bytes) AS n, top: { n: 1, by: m } }
                  four: { from: t, window: 1h, aggregate: cnt() AS n }
                """))
                .containsExactly(
                        "3:17: unknown format 'jsn'",
                        "3:54: unknown type 'BIGNT'",
                        "4:44: 'out-of-order' must be a number and",
                        "5:3: an input's name must be a",
                        "5:77: unknown TIMESTAMP field 'tts'",
                        "7:39: no column 'c'",
                        "10:35: a window must be a size",
                        "10:57: no aggregate 'cunt'",
                        "10:87: || takes VARCHAR as argument 1",
                        "11:60: sum takes a number",
                        "12:92: unknown aggregate 'm'",
                        "13:43: no aggregate 'cnt'");
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
