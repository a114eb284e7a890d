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
    void aResultMayHaveTheNameOfAStream() {
        Plan plan = plan(INPUTS + """
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
        assertThat(told(INPUTS + """
                streams:
                  kept: { from: orders, where: price > 0, select: 'itm' }
                results:
                  kept: { from: orders, where: price < 10 }
                """)).containsExactly("8:52: no column 'itm'");
    }

    @Test
    void joinsStreamsThatStandInAnyOrder() {
        Plan plan = plan(INPUTS + """
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
    void tellsWhatIsWrongWithJoins() {
        assertThat(told(INPUTS + """
                  visits: { format: json, schema: { ts: TIMESTAMP(ms), item: BIGINT } }
                streams:
                  a: { join: { left: orders, right: visit, on: item, within: 5s } }
                  b: { join: { left: orders, right: visits, on: itm, within: 5s } }
                  c: { join: { left: orders, right: visits, on: item, within: 5s } }
                  d: { join: { left: orders, right: orders, kind: outer, on: item, within: 9s..5s, window: 1m } }
                  e: { join: { left: orders, right: orders, kind: full, on: item, as-of: backward } }
                  f: { from: orders, join: { left: orders, right: orders, tolerance: 5s, window: 5 } }
                  g: { join: { left: orders, right: orders, on: item, table: static, deleted: itm = 'x' } }
                  h: { join: { left: orders, right: orders, on: item, within: 5s, deleted: price } }
                  i: { join: { left: orders, right: orders, kind: full, on: item, table: broadcast } }
                  j: { join: { left: orders, right: orders, on: item, table: broadcast, when-full: refuse } }
                results:
                  all: { from: a }
                """))
                .containsExactly(
                        "9:37: unknown input or stream 'visit'",
                        "10:14: unknown column 'itm'",
                        "11:14: the keys 'item' and 'item' of",
                        "12:14: a join needs one of 'within'",
                        "12:51: 'kind' must be one of inner",
                        "12:76: the lower bound of an interval",
                        "13:14: an as-of join is inner or",
                        "14:14: there is either 'from' or 'join'",
                        "14:28: a join needs 'on'",
                        "14:70: 'tolerance' needs 'as-of'",
                        "14:82: 'window' must be a number and",
                        "15:62: 'table' must be one of versioned",
                        "15:79: no column 'itm'",
                        "16:76: 'deleted' needs 'table'",
                        "16:76: a condition must be BOOLEAN",
                        "17:14: a join with a table is",
                        "18:14: a broadcast table cannot refuse rows");
    }

    @Test
    void tellsWhatIsWrongWithJoinsOfSeveralStreams() {
        assertThat(told(INPUTS + """
                  visits: { format: json, schema: { ts: TIMESTAMP(ms), item: BIGINT, city: VARCHAR } }
                streams:
                  a: { join: { left: orders, with: { visit: { on: city, within: 5s } } } }
                  b: { join: { left: orders, with: { visits: { on: city, within: 5s }, a: { on: city, as-of: backward } } } }
                  c: { join: { left: orders, right: visits, with: { visits: { on: item, within: 5s } } } }
                  d: { join: { left: orders, with: { visits: { on: item, within: 5s } } } }
                  e: { join: { left: orders, with: { visits: { kind: anti, on: city, within: 5s } } } }
                  f: { join: { left: orders, with: { visits: { on: city, within: 5s }, orders: { on: city, window: 5s } } } }
                  g: { join: { left: orders, with: { visits: { on: city, within: 5s }, orders: { on: item, within: 5s } } } }
                  h: { join: { left: orders, with: {} } }
                  i: { join: { left: orders, with: { visits: { on: citi, within: 5s } } } }
                results:
                  all: { from: h }
                """))
                .containsExactly(
                        "9:38: unknown input or stream 'visit'",
                        "10:75: a join needs one of 'within'",
                        "10:87: unknown key 'as-of'",
                        "11:37: 'right' does not go together with",
                        "12:14: the keys 'item' and 'item' of",
                        "13:14: a join of several streams is",
                        "14:14: all streams of a join are",
                        "15:14: all streams of a join have",
                        "16:36: 'with' must have at least one",
                        "17:14: unknown column 'citi'");
    }

    @Test
    void tellsWhatIsWrongWithLookUps() {
        assertThat(told(INPUTS + """
                streams:
                  a: { from: orders, lookup: { redis: 'x:{itm}', fields: { color: VARCHAR } } }
                  b: { from: orders, lookup: { redis: 'x:{item', fields: { color: VARCHR }, cache: soon, max-cached: 0 } }
                  c: { from: orders, lookup: { redis: 'x:{price}', fields: { color: VARCHAR } } }
                  d: { from: orders, lookup: { redis: 'x:{item}', fields: { item: VARCHAR }, value: string } }
                  e: { from: orders, lookup: { kind: outer, value: list, redis.url: 'http://host', key: 1 } }
                  f: { from: orders, lookup: { redis: 'x:{item}', value: string, fields: { a: VARCHAR, b: BIGINT } } }
                results:
                  all: { from: a }
                """))
                .containsExactly(
                        "8:39: unknown column 'itm'",
                        "9:39: the brace at character 3 of",
                        "9:67: unknown type 'VARCHR'",
                        "9:84: 'cache' must be a number and",
                        "9:102: 'max-cached' must be a whole number",
                        "10:39: a key is made of VARCHAR",
                        "11:39: column 'item' would stand twice",
                        "12:30: a look-up needs 'redis'",
                        "12:30: a look-up needs 'fields'",
                        "12:38: 'kind' must be one of inner",
                        "12:52: 'value' must be one of string",
                        "12:69: bad Redis URL",
                        "12:84: unknown key 'key'",
                        "13:39: a STRING is one field");
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
    void tellsWhatSessionsAndCumulativeWindowsCannotBe() {
        assertThat(told(INPUTS + """
                results:
                  one: { from: orders, by: item, window: session 30s, early: 5s, allowed-lateness: 1m, aggregate: count() AS n }
                  two: { from: orders, by: item, window: session soon, aggregate: count() AS n }
                  three: { from: orders, by: item, window: session 0s, aggregate: count() AS n }
                  four: { from: orders, by: item, window: 1h cumulative 7m, aggregate: count() AS n }
                  five: { from: orders, by: item, window: session 1m, aggregate: count() AS n, top: { n: 3, by: n } }
                """))
                .containsExactly(
                        "8:62: sessions show nothing early",
                        "8:84: sessions take no allowed lateness",
                        "9:42: a window must be a size",
                        "10:44: a session's gap must be at",
                        "11:43: a cumulative window's size must be",
                        "12:97: a top ranks keys within one");
    }

    @Test
    void tellsWhatConditionsCannotLookBackAt() {
        assertThat(told(INPUTS + """
                results:
                  one: { from: orders, match: { pattern: A, within: 1m, define: { A: price < PREV(prise) } } }
                  two: { from: orders, match: { pattern: A, within: 1m, define: { A: "PREV(price, 2) > 1" } } }
                  three: { from: orders, match: { pattern: A, within: 1m, define: { A: price < PREV(price) AND LEAD(price) > 1 } } }
                  four: { from: orders, match: { pattern: A, within: 1m, define: { A: PREV(price) } } }
                  five: { from: ordrs, match: { pattern: A, within: 1m, define: { A: price < PREV(price) } } }
                """))
                .containsExactly(
                        "8:83: no column 'prise'",
                        "9:71: PREV takes one value",
                        "10:96: a condition looks at the row",
                        "11:71: a condition must be BOOLEAN",
                        "12:17: unknown input or stream 'ordrs'");
    }

    @Test
    void tellsWhatGlobalWindowsCannotBe() {
        assertThat(told(INPUTS + """
                results:
                  one: { from: orders, by: item, window: global discard, aggregate: count() AS n }
                  two: { from: orders, by: item, window: global every 0 rows, aggregate: count() AS n }
                  three: { from: orders, by: item, window: global every 1m or 2m, aggregate: count() AS n }
                  four: { from: orders, by: item, window: global every 1m, early: 1s, aggregate: count() AS n }
                  five: { from: orders, by: item, window: global, aggregate: count() AS n, top: { n: 3, by: n } }
                """))
                .containsExactly(
                        "8:42: a global window that discards what",
                        "9:42: a global window is shown every",
                        "10:44: a window must be a size",
                        "11:67: global windows take no allowed lateness",
                        "12:93: a top ranks keys within one");
    }

    @Test
    void whatTakesRowsOfAnUnknownInputIsJudgedNevertheless() {
        assertThat(told(INPUTS + """
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
    void tellsEveryProblemOfAMatch() {
        assertThat(told("""
                name: bad
                inputs:
                  in: { format: json, schema: { ts: TIMESTAMP(ms), a: BIGINT, k: VARCHAR }, time: ts }
                results:
                  one: { from: in, match: { by: kk, pattern: "A B", within: 0s, define: { C: a > 1, A: b = 1 } } }
                  two: { from: in, match: { pattern: "A (B", after: first } }
                  three: { from: in, match: { pattern: A B, within: 1s, measures: "count(A) AS n, sum(A.k), sum(A.a + B.a), max(D.a)" } }
                  four: { from: in, match: { pattern: "A*", within: 1s, max-row: 1 } }
                  six: { from: broken, match: { pattern: A, within: 1s, define: { A: 1 + } } }
                """))
                .containsExactly(
                        "5:33: no column 'kk'",
                        "5:61: 'within' must be a number and",
                        "5:75: unknown variable 'C'",
                        "5:88: no column 'b'",
                        "6:27: a match needs 'within'",
                        "6:43: ) is expected",
                        "6:53: 'after' must be one of past-last",
                        "7:89: sum takes a number",
                        "7:103: a measure is of one variable",
                        "7:113: unknown variable 'D'",
                        "8:40: a pattern must take at least",
                        "8:57: unknown key 'max-row'",
                        "9:16: unknown input or stream 'broken'",
                        "9:73: the expression ends too early");
    }

    @Test
    void tellsEveryProblemOfAProcess() {
        assertThat(told("""
                name: bad
                inputs:
                  in: { format: json, schema: { ts: TIMESTAMP(ms), k: VARCHAR }, time: ts }
                results:
                  one: { from: in, process: { by: kk, with: silence, ttl: soon, into: x } }
                  two: { from: in, process: { by: k, with: silenc, ttl: 1h } }
                  three: { from: in, process: { by: k, with: silence, ttl: 1h } }
                  four: { from: in, process: { by: k } }
                """))
                .containsExactly(
                        "5:35: no column 'kk'",
                        "5:59: 'ttl' must be a number and",
                        "5:65: unknown key 'into'",
                        "6:44: unknown process 'silenc'",
                        "7:46: process 'silence' reads celsius DOUBLE",
                        "8:30: a process needs 'with'",
                        "8:30: a process needs 'ttl'");
    }

    @Test
    void whatTakesRowsOfABrokenInputIsJudgedByWhatIsKnownOfIt() {
        assertThat(told("""
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
    void tellsWhatIsWrongWithADedup() {
        assertThat(told("""
                name: shop
                inputs:
                  t: { format: json, schema: { ts: TIMESTAMP(ms), a: BIGINT } }
                results:
                  one: { from: t, dedup: { by: b, within: 10m } }
                  two: { from: t, dedup: { by: a, within: 0s }, select: a + b AS c }
                  three: { from: t, dedup: { by: [a, a], within: 1s, until: 2s } }
                  four: { from: t, dedup: { by: a } }
                """))
                .containsExactly(
                        "5:32: unknown column 'b'",
                        "6:43: 'within' must be a duration of",
                        "6:61: no column 'b'",
                        "7:34: column 'a' stands twice in the",
                        "7:54: unknown key 'until'",
                        "8:27: 'dedup' needs 'within'");
    }

    @Test
    void tellsWhatIsWrongWithAnAnalysis() {
        assertThat(told("""
                name: shop
                inputs:
                  t: { format: json, schema: { ts: TIMESTAMP(ms), a: BIGINT } }
                results:
                  one: { from: t, analyze: { by: b, columns: LAG(a) AS c } }
                  two: { from: t, analyze: { by: a, columns: LAG(b) AS c }, having: c > 1 }
                  three: { from: t, analyze: { within: 1s } }
                  four: { from: t, analyze: { columns: LAG(a) AS c, within: soon } }
                """))
                .containsExactly(
                        "5:46: unknown column 'b'",
                        "6:50: no column 'b'",
                        "7:30: 'analyze' needs 'columns'",
                        "8:61: 'within' must be a duration of");
    }

    /** What is told, cut to its first words. */
    private static List<String> told(String yaml) {
        Problems problems = new Problems();
        assertThat(PlanReader.read("my.yaml", yaml, List.of(), problems)).isEmpty();
        return problems.all().stream()
                .map(problem ->
                        problem.place().line() + ":" + problem.place().column() + ": " + words(problem.message()))
                .toList();
    }

    private static String words(String message) {
        String[] words = message.replaceFirst("[:;(,].*", "").strip().split(" ");
        return String.join(" ", List.of(words).subList(0, Math.min(words.length, 6)));
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
