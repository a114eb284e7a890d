package dev.freshet.topologies.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is told of steps that are wrong. */
class StepProblemsTest {
    @Test
    void tellsWhatIsWrongWithJoins() {
        assertThat(Told.by(Told.SHOP + """
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
        assertThat(Told.by(Told.SHOP + """
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
        assertThat(Told.by(Told.SHOP + """
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
    void tellsWhatSessionsAndCumulativeWindowsCannotBe() {
        assertThat(Told.by(Told.SHOP + """
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
        assertThat(Told.by(Told.SHOP + """
                results:
                  one: { from: orders, match: { pattern: A, within: 1m, define: { A: price < PREV(prise) } } }
                  two: { from: orders, match: { pattern: A, within: 1m, define: { A: "PREV(price, 101) > 1" } } }
                  three: { from: orders, match: { pattern: A, within: 1m, define: { A: price < PREV(price) AND LEAD(price) > 1 } } }
                  four: { from: orders, match: { pattern: A, within: 1m, define: { A: PREV(price) } } }
                  five: { from: ordrs, match: { pattern: A, within: 1m, define: { A: price < PREV(price) } } }
                """))
                .containsExactly(
                        "8:83: no column 'prise'",
                        "9:71: PREV takes a value",
                        "10:96: a condition looks at rows before",
                        "11:71: a condition must be BOOLEAN",
                        "12:17: unknown input or stream 'ordrs'");
    }

    @Test
    void tellsWhatConditionsCannotAskOfTheMatch() {
        assertThat(Told.by(Told.SHOP + """
                results:
                  one: { from: orders, match: { pattern: A B, within: 1m, define: { B: price > FIRST(A.prise) } } }
                  two: { from: orders, match: { pattern: A B, within: 1m, define: { B: "price > LAST(A.price, 11)" } } }
                  three: { from: orders, match: { pattern: A B, within: 1m, define: { B: PREV(A.price) > 1 } } }
                  four: { from: orders, match: { pattern: A B, within: 1m, define: { B: price > FIRST(A.price + B.price) } } }
                  five: { from: orders, match: { pattern: A B, within: 1m, define: { B: A.price } } }
                  six: { from: orders, match: { pattern: A B, within: 1m, define: { B: A.price < C.price } } }
                  seven: { from: orders, match: { pattern: A B, within: 1m, define: { B: price < PREV(price) OR price < A.price } } }
                """))
                .containsExactly(
                        "8:88: no column 'prise'",
                        "9:95: a number of rows must stand",
                        "10:79: PREV takes a value of the",
                        "11:97: FIRST takes a value of one",
                        "12:73: a condition must be BOOLEAN",
                        "13:82: no column 'C.price'",
                        "14:33: what looks at rows before");
    }

    @Test
    void tellsWhatGlobalWindowsCannotBe() {
        assertThat(Told.by(Told.SHOP + """
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
    void tellsEveryProblemOfAMatch() {
        assertThat(Told.by("""
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
        assertThat(Told.by("""
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
    void tellsWhatIsWrongWithADedup() {
        assertThat(Told.by("""
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
        assertThat(Told.by("""
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

    @Test
    void tellsWhatCannotBeExploded() {
        assertThat(Told.by(Told.SHOP + """
                results:
                  one: { from: orders, explode: itm AS part }
                  two: { from: orders, explode: price AS part }
                  three: { from: orders, explode: item AS city }
                  four: { from: orders, explode: "item AS a, city AS b" }
                  five: { from: ordrs, explode: item AS part }
                """))
                .containsExactly(
                        "8:33: no column 'itm'",
                        "9:33: what is exploded must be VARCHAR",
                        "10:35: field 'city' stands twice in the",
                        "11:34: one text is exploded at a",
                        "12:17: unknown input or stream 'ordrs'");
    }
}
