package dev.freshet.topologies.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.Step;
import dev.freshet.testkit.RandomSource;
import dev.freshet.testkit.Seed;
import dev.freshet.topologies.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seed.class)
class PlanWriterTest {
    private static final List<String> WINDOWS = List.of("1m", "1m30s/30s", "1h cumulative 20m");
    private static final String INPUTS = """
            name: shop
            description: "what sells: all of it\\n\\"really\\" \\u0007 #1"
            inputs:
              orders:
                description: ' Blank in front'
                format: csv
                delimiter: ";"
                header: false
                schema:
                  ts: TIMESTAMP(dd/MMM/yyyy:HH:mm:ss Z)
                  item: VARCHAR FROM 3
                  price: DOUBLE NULL
                  "the key": BIGINT
                  at: TIMESTAMP(us) NULL
                time: ts
                out-of-order: 1m30s
                idle-advance: 7s
                max-record-bytes: 77
              log: { format: access-log }
            """;

    @Test
    void writesEveryOptionSoThatItIsReadBack() {
        requireReadBack(INPUTS + """
                streams:
                  cheap: { from: priced, where: price < 10 }
                  priced: { from: orders, where: "price IS NOT NULL AND item <> 'a: #'", select: 'item, price, "the key"' }
                  kept: { from: orders, where: price > 1, having: price > 2 }
                  sums: { from: cheap, by: "the key", window: 10m, aggregate: sum(price) AS total, having: total > 1.5 }
                  inner: { from: priced.where, select: price }
                  both: { join: { left: priced, right: orders, kind: full, on: "item, price", within: -1m..5s } }
                  near:
                    join: { left: orders, right: log, kind: left, on: item = path, as-of: nearest, tolerance: 7s, exact: false,
                            max-rows: 9, when-full: refuse }
                    where: status > 200
                  shipped:
                    join:
                      left: orders
                      with:
                        priced: { on: item, within: 0s..5m }
                        log: { kind: left, on: item = path, within: -1m..2d }
                      max-rows: 5
                      when-full: refuse
                    where: status > 200
                  valued: { join: { left: log, right: orders, on: path = item, table: versioned, deleted: "price IS NULL OR item = 'a: #'" } }
                  known: { join: { left: log, right: orders, kind: left, on: path = item, table: broadcast, max-rows: 7 }, where: status > 1 }
                  found:
                    from: orders
                    where: price > 0
                    match:
                      by: ["the key", 'item AS "next, key"']
                      pattern: " A{2} ( B|any )*? "
                      define: { B: "price < 10 AND item <> ': #'", A: price >= 10 }
                      within: 1m30s
                      after: next-row
                      measures: |
                        count(A) AS n, last(B."price") AS "last one",
                        first(price)
                      max-rows: 9
                      when-full: refuse
                    having: n > 1
                  quiet:
                    from: log
                    where: status = 200
                    select: path, CAST(bytes AS DOUBLE) AS celsius
                    process: { by: 'path, celsius > 2 AS "hot"', with: silence, ttl: 1h30m }
                    having: hottest > 3
                  ruled:
                    from: orders
                    select: item, price
                    rules:
                      mode: filter
                      version: 7
                      rules: [{ id: dear, where: price > 100, tag: "a: b" }, { id: free, where: "item = 'x: #' OR price = 0" }]
                      shadow: { version: 8, rules: [{ id: dear, where: price > 90 }] }
                    having: rule_version > 3
                  same: { join: { left: orders, right: orders, kind: anti, on: item, window: 5m }, select: item }
                  once: { from: orders, where: price > 3, dedup: { by: [item, "the key"], within: 10m }, select: item, having: item > 'a' }
                  changes:
                    from: orders
                    analyze:
                      by: [item, "the key"]
                      columns: |
                        LAG(price) AS previous,
                        price - LEAD(price, 2, 0) AS change
                      within: 1h
                    where: price > 1
                  single: { from: once, dedup: { within: 1s } }
                  looked:
                    from: orders
                    where: price > 1
                    select: item, "the key"
                    lookup:
                      redis: "{{shop}}:{item}/{the key}"
                      kind: left
                      fields: { owner: VARCHAR NULL FROM name, since: TIMESTAMP(s), "how many": BIGINT }
                      cache: 1m30s
                      max-cached: 7
                      redis.url: rediss://me:secret@host:7000/3
                    having: owner IS NULL
                  plain: { from: orders, lookup: { redis: "{item}", value: string, fields: { color: VARCHAR } } }
                results:
                  colors: { from: plain, by: color, window: 1m, aggregate: count() AS n }
                  fresh: { from: single, dedup: { by: item, within: 1h30m }, window: 1m, aggregate: count() AS n }
                  steps: { from: changes, select: "item, change", analyze: { columns: "sum(change) OVER (ROWS 3) AS s" }, having: s > 0 }
                  items:
                    from: cheap
                    where: price > 0
                    by: [item, '"the key" + 1 AS "next, key"']
                    window: 1m/10s
                    allowed-lateness: 2m
                    early: 3s
                    aggregate: |
                      count() AS n,
                      sum(price) AS total
                    having: n > 1
                    top: { n: 3, by: n }
                    retain: 2h
                    units: { total: EUR, n: "1" }
                    topic: best.items_1-x
                  sums: { from: sums, latest: false, index: false, keys: false }
                  again: { from: items.aggregate, having: n > 5 }
                  more: { from: kept, where: price > 3, packed: true }
                  rows: { from: inner }
                  parts: { from: orders, explode: "item || ',b' AS part", by: part, window: 1m, aggregate: count() AS n }
                  hits: { from: orders, rules: { mode: explode }, by: rule, window: 1m, aggregate: count() AS n }
                  visits: { from: cheap, by: item, window: session 1m30s, aggregate: count() AS n }
                  today: { from: cheap, by: item, window: 1d cumulative 1h, early: 1m, aggregate: count() AS n, top: { n: 3, by: n } }
                  dozens: { from: cheap, by: item, window: 12 rows, aggregate: count() AS n }
                  all: { from: cheap, by: item, window: global, aggregate: count() AS n }
                  minutely: { from: cheap, by: item, window: global every 1m idle 1d, aggregate: count() AS n }
                  quiet_hour: { from: quiet, window: 1h, aggregate: count() AS n }
                  found_hour: { from: found, by: '"next, key"', window: 1h, aggregate: count() AS n }
                  falls: { from: cheap, match: { by: item, pattern: A B+, define: { B: "price < PREV(price) AND PREV(price, 3) > 1 AND price > LAST(B.price, 1) / FIRST(A.price)" }, within: 1m } }
                  plainly: { from: log, match: { pattern: A B, within: 1s }, window: 1m, aggregate: count() AS n }
                  whole: { from: log, window: 1h, aggregate: count() AS n }
                config:
                  source.alignment: 2m
                  sink: { retain: 3h, list: [a, "b: c", ~] }
                """);
    }

    @Test
    void everyPipelineThatShipsIsReadBack() throws IOException {
        try (var files = Files.walk(Path.of("../conf"))) {
            List<Path> pipelines = files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("freshet.yaml"))
                    .toList();
            assertThat(pipelines).isNotEmpty();
            for (Path file : pipelines) {
                requireReadBack(Files.readString(file));
            }
        }
    }

    @Test
    void randomPipelinesAreReadBack(RandomSource random) {
        for (int i = 0; i < 150; i++) {
            requireReadBack(pipeline(random));
        }
    }

    private static String pipeline(RandomSource random) {
        StringBuilder yaml = new StringBuilder("name: p\ninputs:\n  in:\n    format: json\n"
                + "    schema: { ts: TIMESTAMP(ms), k: VARCHAR, v: BIGINT NULL }\nstreams:\n");
        List<String> rows = new ArrayList<>(List.of("in"));
        List<String> sums = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String name = "s" + i;
            boolean sum = random.chance(0.4);
            yaml.append("  ")
                    .append(name)
                    .append(":\n    from: ")
                    .append(pick(random, rows))
                    .append('\n');
            yaml.append("    where: v > ").append(random.nextInt(-5, 5)).append('\n');
            clauses(random, yaml, sum);
            (sum ? sums : rows).add(name);
        }
        yaml.append("results:\n");
        for (int i = 0; i < 4; i++) {
            boolean ready = !sums.isEmpty() && random.chance(0.4);
            // Some share a stream's name.
            yaml.append(random.chance(0.4) ? "  s" : "  r").append(i).append(":\n    from: ");
            yaml.append(pick(random, ready ? sums : rows)).append('\n');
            if (ready) {
                yaml.append(random.chance(0.5) ? "    having: n > 1\n" : "");
                yaml.append(random.chance(0.5) ? "    top: { n: 7, by: n }\n" : "");
            } else {
                clauses(random, yaml, random.chance(0.7));
            }
        }
        return yaml.toString();
    }

    private static void clauses(RandomSource random, StringBuilder yaml, boolean sum) {
        if (random.chance(0.3)) {
            yaml.append("    dedup: { by: k, within: 2m }\n");
        }
        if (random.chance(0.3)) {
            yaml.append("    select: k, v, v + 1 AS w\n");
        }
        if (random.chance(0.3)) {
            // A stream's rows may have such a column already.
            yaml.append("    analyze: { by: k, columns: LAG(v) AS before")
                    .append(yaml.length())
                    .append(" }\n");
        }
        if (sum) {
            yaml.append("    by: ").append(random.chance(0.5) ? "k\n" : "k, v % 3 AS m\n");
            yaml.append("    window: ").append(random.pick(WINDOWS)).append('\n');
            yaml.append("    aggregate: count() AS n, max(v) AS top\n");
        }
        yaml.append(sum && random.chance(0.3) ? "    having: n > 1 OR top IS NULL\n" : "");
    }

    private static String pick(RandomSource random, List<String> names) {
        return names.get(random.nextInt(0, names.size()));
    }

    private static void requireReadBack(String yaml) {
        PlanFile before = file(yaml);
        String written = PlanWriter.text(before);
        PlanFile after = file(written);
        assertThat(after.plan()).as(written).isEqualTo(before.plan());
        assertThat(after.plan().steps())
                .extracting(Step::describe)
                .isEqualTo(before.plan().steps().stream().map(Step::describe).toList());
        assertThat(PlanWriter.text(after)).isEqualTo(written);
        assertThat(after.config().isPresent()).isEqualTo(before.config().isPresent());
    }

    private static PlanFile file(String yaml) {
        Problems problems = new Problems();
        Optional<PlanFile> file = PlanReader.read(
                "test.yaml",
                yaml,
                List.of(
                        "network",
                        "links",
                        "behaviour",
                        "inventory",
                        "market-trades",
                        "market-quotes",
                        "monitor",
                        "road",
                        "road-detectors"),
                problems);
        assertThat(problems.all()).as(yaml).isEmpty();
        Plan plan = file.orElseThrow().plan();
        assertThat(plan.sinks()).isNotEmpty();
        return file.orElseThrow();
    }
}
