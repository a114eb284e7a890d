package dev.freshet.topologies.pipeline;

import static dev.freshet.topologies.pipeline.AggregateText.approxDistinct;
import static dev.freshet.topologies.pipeline.AggregateText.count;
import static dev.freshet.topologies.pipeline.AggregateText.quantile;
import static dev.freshet.topologies.pipeline.AggregateText.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.Step;
import dev.freshet.core.process.ProcessSpec;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.testkit.operator.OperatorKit;
import dev.freshet.topologies.config.Settings;
import dev.freshet.topologies.problem.Problems;
import dev.freshet.topologies.yaml.PlanReader;
import dev.freshet.topologies.yaml.PlanWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private static Plan plan() {
        Pipeline p = Pipeline.named("hosts");
        Stream flows = p.from(Input.json("flows")
                        .field("ts", "TIMESTAMP(ms)")
                        .field("src", "VARCHAR")
                        .field("dst_port", "BIGINT")
                        .field("bytes", "BIGINT")
                        .outOfOrder(Duration.ofSeconds(5)))
                .filter("bytes > 0");
        flows.keyBy("src")
                .window(Windows.tumbling(Duration.ofMinutes(1)))
                .aggregate(
                        count().as("flows"),
                        sum("bytes").as("bytes"),
                        approxDistinct("dst_port").as("ports"))
                .to(RedisSink.windows("host_minute").retain(Duration.ofHours(24)));
        return p.plan();
    }

    /** Stands in docs/pipelines.md. */
    private static Plan shop() {
        Pipeline shop = Pipeline.named("shop");
        Stream orders = shop.from(Input.json("orders")
                .field("ts", "TIMESTAMP(ms)")
                .field("customer", "VARCHAR")
                .field("amount", "DOUBLE")
                .field("country", "VARCHAR NULL")
                .outOfOrder(Duration.ofSeconds(5)));
        orders.filter("amount > 0")
                .keyBy("country")
                .window(Windows.tumbling(Duration.ofMinutes(1)))
                .aggregate(
                        count().as("orders"),
                        sum("amount").as("amount"),
                        quantile("amount", 0.95).as("p95"))
                .to(RedisSink.windows("sales_minute").retain(Duration.ofHours(24)));
        Plan plan = shop.plan();
        return plan;
    }

    /** Stands in docs/pipelines.md. */
    private static Plan paid() {
        Pipeline paid = Pipeline.named("paid");
        Stream orders = paid.from(Input.json("orders")
                .field("ts", "TIMESTAMP(ms)")
                .field("id", "BIGINT")
                .field("country", "VARCHAR"));
        Stream payments =
                paid.from(Input.json("payments").field("ts", "TIMESTAMP(ms)").field("order_id", "BIGINT"));
        orders.join(payments, Join.left().on("id = order_id").within(Duration.ZERO, Duration.ofMinutes(10)))
                .filter("order_id IS NULL")
                .keyBy("country")
                .window(Windows.tumbling(Duration.ofHours(1)))
                .aggregate(count().as("orders"))
                .to(RedisSink.windows("unpaid_hour").topic("unpaid-hours"));
        return paid.plan();
    }

    /** Stands in docs/patterns.md. */
    private static Plan brokenIn() {
        Pipeline logins = Pipeline.named("logins");
        Stream attempts = logins.from(Input.json("attempts")
                .field("ts", "TIMESTAMP(ms)")
                .field("user", "VARCHAR")
                .field("status", "VARCHAR")
                .field("city", "VARCHAR NULL"));
        attempts.keyBy("user")
                .match(Match.pattern("FAIL{3,} OK")
                        .define("FAIL", "status = 'fail'")
                        .define("OK", "status = 'ok'")
                        .within(Duration.ofMinutes(10))
                        .measures("count(FAIL) AS failures, first(FAIL.ts) AS since, last(OK.city) AS city"))
                .to(RedisSink.log("broken_in"));
        return logins.plan();
    }

    /** Also when it is read half an hour late, and when a clock is off. */
    @Test
    void anEventThatIsADayAheadIsTooFarAhead() {
        assertThat(Input.DEFAULT_MAX_AHEAD).isLessThan(Duration.ofHours(23));
    }

    @Test
    void looksForPatterns() {
        Plan plan = brokenIn();
        assertThat(plan.schema(plan.sinks().get(0).from()).names())
                .containsExactly("match_start", "match_end", "user", "failures", "since", "city");
        assertThat(read(PlanWriter.text(plan)).steps())
                .extracting(Step::describe)
                .containsExactly(
                        "by user match FAIL{3,} OK where FAIL is status = 'fail'; OK is status = 'ok' within 10m,"
                                + " measures count(FAIL) AS failures, first(FAIL.ts) AS since, last(OK.city) AS city");
        Stream in = Pipeline.named("p")
                .from(Input.json("in").field("ts", "TIMESTAMP(ms)").field("a", "BIGINT"));
        assertThatThrownBy(() -> Match.pattern("A)")).hasMessageContaining("is expected (found ')')");
        assertThatThrownBy(() -> Match.pattern("(A?)+")).hasMessageContaining("must take a row each time");
        assertThatThrownBy(() -> Match.pattern("A").define("B", "a > 1")).hasMessageContaining("variable 'B'");
        assertThatThrownBy(() -> in.keyBy("a").match(Match.pattern("A")))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("needs 'within'");
        assertThatThrownBy(() -> in.keyBy()
                        .match(Match.pattern("A{1000} B{1000} C{1000} D{1000} E{1000}")
                                .within(Duration.ofSeconds(1))))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("at most 4096");
    }

    @Test
    void runsProcesses() {
        Pipeline sensors = Pipeline.named("sensors");
        Stream readings = sensors.from(Input.json("readings")
                .field("ts", "TIMESTAMP(ms)")
                .field("sensor", "VARCHAR")
                .field("celsius", "DOUBLE NULL"));
        readings.keyBy("sensor").process("silence", Duration.ofHours(1)).to(RedisSink.log("silent"));
        Plan plan = sensors.plan();
        assertThat(plan.schema(plan.sinks().get(0).from()).names()).containsExactly("at", "sensor", "since", "hottest");
        assertThat(read(PlanWriter.text(plan)).steps())
                .extracting(Step::describe)
                .containsExactly("by sensor process silence, keys kept for 1h");
        KeyedStream keyed = readings.select("sensor, UPPER(sensor) AS celsius").keyBy("sensor");
        assertThatThrownBy(() -> keyed.process("silence", Duration.ofHours(1)))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("reads celsius DOUBLE, and the rows have celsius VARCHAR");
        assertThatThrownBy(() -> keyed.process("silenc", Duration.ofHours(1)))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("did you mean 'silence'");
        assertThatThrownBy(() -> readings.keyBy("sensor").process("silence", Duration.ZERO))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("at least 1 ms");
    }

    /** The example as a user would meet it: behind two operators, with rows out of order. */
    @Test
    void tellsSilence() {
        Schema schema = Schema.of(Field.nullable("sensor", Type.VARCHAR), Field.nullable("celsius", Type.DOUBLE));
        ProcessSpec spec = new ProcessSpec(
                List.of(new NamedExpr("sensor", Expr.column(schema, "sensor"))), "silence", 3_600_000, schema);
        BatchBuilder rows = new BatchBuilder(schema);
        long[] times = {120_000, 60_000, 420_000, 900_000};
        for (long time : times) {
            rows.putText(0, "s1");
            rows.putDouble(1, time / 60_000.0);
            rows.endRow(time);
        }
        assertThat(OperatorKit.run(
                                List.of(
                                        OperatorKit.Stage.spread(spec.partial()),
                                        OperatorKit.Stage.keyed(spec.complete(), spec.keyColumns())),
                                List.of(new OperatorKit.Rows(rows.build(Origin.DERIVED))),
                                OperatorKit.Plan.PLAIN)
                        .output()
                        .values())
                .containsExactly(List.of(720_000L, "s1", 420_000L, 7.0), List.of(1_200_000L, "s1", 900_000L, 15.0));
    }

    @Test
    void joinsStreams() {
        assertThat(paid().steps().get(0).inputs()).containsExactly("orders", "payments");
        assertThat(paid().schema(paid().steps().get(0).name()).names())
                .containsExactly("ts", "id", "country", "payments_ts", "order_id");
        assertThatThrownBy(() -> Join.inner().on("a = b = c")).isInstanceOf(PipelineException.class);
        assertThatThrownBy(() -> Join.inner().within(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("lower bound");
    }

    @Test
    void joinsSeveralStreams() {
        Pipeline shop = Pipeline.named("shop");
        Stream orders =
                shop.from(Input.json("orders").field("ts", "TIMESTAMP(ms)").field("id", "BIGINT"));
        Stream payments =
                shop.from(Input.json("payments").field("ts", "TIMESTAMP(ms)").field("order_id", "BIGINT"));
        Stream shipments =
                shop.from(Input.json("shipments").field("ts", "TIMESTAMP(ms)").field("id", "BIGINT"));
        Stream whole = orders.join(
                MultiJoin.with(payments, Join.inner().on("id = order_id").within(Duration.ZERO, Duration.ofMinutes(10)))
                        .and(shipments, Join.left().on("id").within(Duration.ZERO, Duration.ofDays(2))));
        assertThat(whole.schema().names()).containsExactly("ts", "id", "payments_ts", "order_id", "shipments_ts");
        assertThatThrownBy(() -> MultiJoin.with(payments, Join.inner()).and(payments, Join.left()))
                .hasMessageContaining("stands twice");
    }

    @Test
    void joinsWithTables() {
        Pipeline money = Pipeline.named("money");
        Stream purchases =
                money.from(Input.json("purchases").field("ts", "TIMESTAMP(ms)").field("currency", "VARCHAR"));
        Stream rates = money.from(Input.json("rates")
                .field("ts", "TIMESTAMP(ms)")
                .field("currency", "VARCHAR")
                .field("op", "VARCHAR")
                .field("rate", "DOUBLE"));
        purchases
                .join(rates, Join.left().on("currency").table().deletedWhere("op = 'd'"))
                .select("currency, rate")
                .to(RedisSink.log("values"));
        Stream known = purchases.join(rates, Join.inner().on("currency").broadcastTable());

        assertThat(clauses(money.plan()))
                .contains("left join on currency = currency with the version of its time, deleted where op = 'd'")
                .contains("with the version of its time, the table in every task");
        assertThat(known.schema().names()).containsExactly("ts", "currency", "rates_ts", "op", "rate");
        assertThatThrownBy(() ->
                        purchases.join(rates, Join.left().on("currency").table().deletedWhere("ap = 'd'")))
                .hasMessageContaining("ap");
        assertThatThrownBy(() -> purchases.join(
                        rates,
                        Join.left()
                                .on("currency")
                                .within(Duration.ZERO, Duration.ZERO)
                                .deletedWhere("op = 'd'")))
                .hasMessageContaining("'deleted' needs 'table'");
    }

    @Test
    void dropsDuplicatesAndLooksAtOtherRows() {
        Stream trades = Pipeline.named("ticks")
                .from(Input.json("trades")
                        .field("ts", "TIMESTAMP(ms)")
                        .field("symbol", "VARCHAR")
                        .field("price", "DOUBLE"));
        Stream made = trades.dedup(Duration.ofMinutes(10), "symbol", "ts")
                .analyze(Duration.ofHours(1), "price - LAG(price) AS change", "symbol")
                .analyze("ROW_NUMBER() AS n");
        assertThat(made.schema().names()).containsExactly("ts", "symbol", "price", "change", "n");
        assertThat(made.name()).isEqualTo("trades.analyze2");
        assertThatThrownBy(() -> trades.dedup(Duration.ZERO, "symbol")).hasMessageContaining("at least 1 ms");
        assertThatThrownBy(() -> trades.dedup(Duration.ofSeconds(1), "symbl")).hasMessageContaining("symbl");
        assertThatThrownBy(() -> trades.analyze("LAG(prise) AS p")).isInstanceOf(PipelineException.class);
        assertThatThrownBy(() -> trades.analyze(Duration.ofSeconds(-1), "ROW_NUMBER() AS n"))
                .hasMessageContaining("negative");
    }

    @Test
    void saysTheSameAsTheReadmesFile() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        int yaml = readme.indexOf("name: shop");
        Plan file = read(readme.substring(yaml, readme.indexOf("```", yaml)));
        assertThat(shop().inputs()).isEqualTo(file.inputs());
        assertThat(clauses(shop()).replace("\"", "")).isEqualTo(clauses(file));
        assertThat(shop().sinks())
                .singleElement()
                .satisfies(sink ->
                        assertThat(sink.keys()).isEqualTo(file.sinks().get(0).keys()))
                .satisfies(sink -> assertThat(sink.retainMs())
                        .isEqualTo(file.sinks().get(0).retainMs()));
    }

    private static String clauses(Plan plan) {
        return plan.steps().stream().map(Step::describe).collect(Collectors.joining("\n"));
    }

    @Test
    void buildsWhatWasSaid() {
        assertThat(plan().steps())
                .extracting(Step::describe)
                .containsExactly(
                        "where bytes > 0",
                        "by src window 1m aggregate count() AS \"flows\", sum(bytes) AS \"bytes\","
                                + " approx_distinct(dst_port) AS \"ports\"");
        assertThat(plan().sinks().get(0).keys()).containsExactly("src");
    }

    @Test
    void looksUpWhatAFileLooksUp() {
        Pipeline ads = Pipeline.named("ads");
        Stream views =
                ads.from(Input.json("events").field("ts", "TIMESTAMP(ms)").field("ad_id", "VARCHAR"));
        views.lookup(Lookup.inner("campaign:{ad_id}")
                        .string("campaign", "VARCHAR")
                        .cache(Duration.ofMinutes(5)))
                .keyBy("campaign")
                .window(Windows.tumbling(Duration.ofSeconds(10)))
                .aggregate(count().as("views"))
                .to(RedisSink.windows("campaign_views"));
        Plan plan = ads.plan();
        assertThat(plan.steps().get(0).describe()).isEqualTo("inner look-up of campaign at campaign:{ad_id}");
        assertThat(plan.steps().get(0).schema().names()).containsExactly("ts", "ad_id", "campaign");
        assertThat(Explain.text(plan, Settings.defaults()))
                .contains("at campaign:{ad_id}, the job's Redis, cached for 5m up to 100000 a task");
        assertThat(((Step.Lookup) read(PlanWriter.text(plan)).steps().get(0)).spec())
                .isEqualTo(((Step.Lookup) plan.steps().get(0)).spec());
        assertThatThrownBy(() -> views.lookup(Lookup.left("campaign:{ad}").field("name", "VARCHAR")))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("unknown column 'ad': expected one of ts, ad_id");
        assertThatThrownBy(() -> views.lookup(Lookup.left("{ad_id}"))).hasMessageContaining("1 to 64 fields");
        assertThatThrownBy(() -> Lookup.left("{ad_id}").at("http://there")).isInstanceOf(PipelineException.class);
        assertThatThrownBy(() -> Lookup.left("{ad_id}").maxCached(0)).isInstanceOf(PipelineException.class);
    }

    @Test
    void isAFileToo() {
        Plan read = read(PlanWriter.text(plan()));
        assertThat(read.inputs()).isEqualTo(plan().inputs());
        assertThat(read.steps())
                .extracting(Step::describe)
                .isEqualTo(plan().steps().stream().map(Step::describe).toList());
    }

    @Test
    void failsWhereItIsWrong() {
        Stream in = Pipeline.named("p")
                .from(Input.json("in").field("ts", "TIMESTAMP(ms)").field("a", "BIGINT"));
        assertThatThrownBy(() -> in.filter("b > 1"))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("no column 'b'");
        assertThatThrownBy(() -> in.keyBy("a", "a")).hasMessageContaining("stands twice");
        assertThatThrownBy(() -> in.top(3, "a")).hasMessageContaining("ranks the results");
    }

    private static Plan read(String yaml) {
        Problems problems = new Problems();
        return PlanReader.read("test.yaml", yaml, List.of(), problems)
                .orElseThrow(() -> new AssertionError(problems.all() + "\n" + yaml))
                .plan();
    }
}
